use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory as _};
use expect_test::expect_file;

use super::Arguments;

#[test]
fn the_arguments_make_sense() {
    Arguments::command().debug_assert();
}

/// The words of the help texts, without the layout, which is clap's.
#[test]
fn every_help_text_reads_as_agreed() {
    let mut words = String::new();
    let mut command = Arguments::command();
    command.build();
    write_command(&mut words, command.get_name(), &command);
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        words.push('\n');
        write_command(&mut words, &format!("edges-errors {}", subcommand.get_name()), subcommand);
    }
    expect_file!["../tests/golden/help.txt"].assert_eq(&words);
}

fn write_command(words: &mut String, name: &str, command: &Command) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let _ = writeln!(words, "{name}: {about}");
    // The help and the version of the command are clap's, too.
    let own = |arg: &&Arg| !["help", "version"].contains(&arg.get_id().as_str());
    command.get_arguments().filter(own).for_each(|arg| write_arg(words, arg));
    if let Some(after) = command.get_after_help() {
        let _ = writeln!(words, "  {}", after.to_string().replace('\n', "\n  "));
    }
}

fn write_arg(words: &mut String, arg: &Arg) {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let defaults: Vec<_> = arg
        .get_default_values()
        .iter()
        .filter(|_| arg.get_action().takes_values())
        .map(|value| value.to_string_lossy())
        .collect();
    let default = if defaults.is_empty() { String::new() } else { format!(" [{}]", defaults.join(", ")) };
    let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    let _ = writeln!(words, "  {short}{arg}{default}: {help}");
    for value in arg.get_possible_values().iter().filter(|_| arg.get_action().takes_values()) {
        let help = value.get_help().map(|help| format!(": {help}")).unwrap_or_default();
        let _ = writeln!(words, "    {}{help}", value.get_name());
    }
}

#[test]
fn the_readme_names_every_subcommand_and_everything_that_is_exported() {
    let readme = include_str!("../README.md");
    let command = Arguments::command();
    for subcommand in command.get_subcommands() {
        let name = subcommand.get_name();
        assert!(readme.contains(&format!("`{name}")), "{name}");
        if name == "export" {
            let documents = subcommand.get_arguments().find(|arg| arg.get_id() == "what").unwrap();
            for document in documents.get_possible_values() {
                let name = document.get_name();
                assert!(
                    readme.contains(&format!("`{name}`")) || readme.contains(&format!("`export {name} ")),
                    "{name}"
                );
            }
        }
    }
}
