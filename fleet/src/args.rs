//! What the command line says, and what the driver says to the processes.

use clap::Args;

use crate::plant::Plant;

/// What a round is made of.
#[derive(Debug, Clone, Args)]
pub(crate) struct RoundArgs {
    /// The PostgreSQL of the queue; its schemas `fleet` and `fleet_queue` are made anew
    #[arg(long)]
    pub(crate) queue: String,
    /// The Redis of the cooldowns
    #[arg(long)]
    pub(crate) redis: String,
    /// How many tasks there are
    #[arg(long, default_value_t = 5_000)]
    pub(crate) tasks: usize,
    /// How many processes work on them
    #[arg(long, default_value_t = 8)]
    pub(crate) processes: usize,
    /// The time between two kills on average, in ms; 0 for none
    #[arg(long, default_value_t = 500)]
    pub(crate) kill_every: u64,
    /// What decides about the API's faults, and about who is killed when
    #[arg(long, default_value_t = 20_261_126)]
    pub(crate) seed: u64,
    /// How many of a thousand requests go wrong
    #[arg(long, default_value_t = 250)]
    pub(crate) faults: u64,
    /// How many times as fast as the machine's the clock of the API and the workers runs
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

/// What a process is told when it is started. It is handed the listener for callbacks as its standard input.
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
    /// When the clock began, in µs since 1970
    #[arg(long)]
    pub(crate) began: u64,
    /// How many times as fast as the machine's the clock runs
    #[arg(long)]
    pub(crate) speed: u32,
    /// A rule to break on purpose
    #[arg(long)]
    pub(crate) plant: Option<Plant>,
}
