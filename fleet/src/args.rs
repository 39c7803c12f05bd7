//! The command line, and the arguments that the driver gives to the processes.

use clap::Args;

use crate::plant::Plant;

/// The size and the seed of a round.
#[derive(Debug, Clone, Args)]
pub(crate) struct RoundArgs {
    /// The PostgreSQL of the queue; its schemas `fleet` and `fleet_queue` are made anew
    #[arg(long)]
    pub(crate) queue: String,
    /// The Redis of the cooldowns
    #[arg(long)]
    pub(crate) redis: String,
    /// Number of tasks
    #[arg(long, default_value_t = 5_000)]
    pub(crate) tasks: usize,
    /// Number of processes that work on them
    #[arg(long, default_value_t = 8)]
    pub(crate) processes: usize,
    /// The time between two kills on average, in ms; 0 for none
    #[arg(long, default_value_t = 500)]
    pub(crate) kill_every: u64,
    /// Seed of the API's faults, and of who is killed when
    #[arg(long, default_value_t = 20_261_126)]
    pub(crate) seed: u64,
    /// Requests of a thousand that go wrong
    #[arg(long, default_value_t = 250)]
    pub(crate) faults: u64,
    /// Speed of the clock of the API and the workers, as a multiple of the machine's
    #[arg(long, default_value_t = 2_000)]
    pub(crate) speed: u32,
    /// After how many seconds what has no end counts as lost
    #[arg(long, default_value_t = 900)]
    pub(crate) at_most: u64,
    /// A rule that the workers break, to see that the ledger finds it
    #[arg(long)]
    pub(crate) plant: Option<Plant>,
}

/// The secret of the keys in Redis, in the environment.
pub(crate) const SECRET: &str = "FLEET_SECRET";

/// The arguments of a process. It is handed the listener for callbacks as its standard input.
#[derive(Debug, Clone, Args)]
pub(crate) struct WorkerArgs {
    /// Its name, in the queue and towards the API
    #[arg(long)]
    pub(crate) name: String,
    /// The PostgreSQL of the queue
    #[arg(long)]
    pub(crate) queue: String,
    /// The Redis of the cooldowns
    #[arg(long)]
    pub(crate) redis: String,
    /// The address of the API
    #[arg(long)]
    pub(crate) api: String,
    /// The address for callbacks
    #[arg(long)]
    pub(crate) callbacks: String,
    /// Beginning of the clock, in µs since 1970
    #[arg(long)]
    pub(crate) began: u64,
    /// Speed of the clock, as a multiple of the machine's
    #[arg(long)]
    pub(crate) speed: u32,
    /// A rule to break on purpose
    #[arg(long)]
    pub(crate) plant: Option<Plant>,
}
