//! Imports between the files of a crate form no cycle, so that each crate can be read from the bottom up.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "support/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Item, UseTree, Visibility};

use source::{list_sources, root};

/// Every crate that has modules of its own, by its folder.
const CRATES: &[&str] = &[
    "edges-errors-catalogue",
    "edges-errors-codegen",
    "edges-errors-macros",
    "edges-errors",
    "edges-errors-cli",
    "adapters/reqwest",
    "adapters/tower",
    "adapters/axum",
    "adapters/redis",
    "testkit",
];

/// The path of a module from the root of its crate, such as `["retry", "state"]`.
type ModulePath = Vec<String>;

/// One file of a crate.
#[derive(Clone, Default)]
struct Module {
    imports: Vec<ModulePath>,
    /// A name that the file passes on with `pub use`, and the path that it stands for.
    exports: BTreeMap<String, ModulePath>,
}

struct Crate {
    modules: BTreeMap<ModulePath, Module>,
}

impl Crate {
    fn read(folder: &str) -> Self {
        let start = root().join(folder).join("src");
        let files: BTreeMap<ModulePath, PathBuf> =
            list_sources(folder).into_iter().map(|file| (module_path(&start, &file), file)).collect();
        let mut modules = BTreeMap::new();
        for (path, file) in &files {
            let parsed = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap();
            let mut module = Module::default();
            for item in &parsed.items {
                let Item::Use(item) = item else { continue };
                let exported = !matches!(item.vis, Visibility::Inherited);
                read_tree(&item.tree, &mut Vec::new(), &mut |name, target| {
                    let Some(target) = absolute(path, target, |path| files.contains_key(path)) else {
                        return;
                    };
                    if exported {
                        module.exports.insert(name.to_owned(), target);
                    } else {
                        module.imports.push(target);
                    }
                });
            }
            modules.insert(path.clone(), module);
        }
        Self { modules }
    }

    /// The file that defines what a path names: exports are followed, at most as often as there are files.
    fn resolve(&self, path: &[String]) -> Option<&ModulePath> {
        let mut path = path.to_vec();
        for _ in 0..=self.modules.len() {
            let depth = (0..=path.len()).rev().find(|depth| self.modules.contains_key(&path[..*depth]))?;
            let (module, rest) = path.split_at(depth);
            let (module, found) = self.modules.get_key_value(module)?;
            let target = rest.first().and_then(|name| found.exports.get(name));
            let Some(target) = target else { return Some(module) };
            path = target.iter().chain(&rest[1..]).cloned().collect();
        }
        None
    }

    fn arrows(&self) -> BTreeMap<&ModulePath, BTreeSet<&ModulePath>> {
        let targets = |path, module: &Module| {
            let found = module.imports.iter().filter_map(|import| self.resolve(import));
            found.filter(|target| *target != path).collect()
        };
        self.modules.iter().map(|(path, module)| (path, targets(path, module))).collect()
    }
}

/// Calls `each` with every name that a `use` brings and the path behind it.
fn read_tree(tree: &UseTree, path: &mut ModulePath, each: &mut impl FnMut(&str, ModulePath)) {
    let full = |path: &ModulePath, last: &str| path.iter().cloned().chain([last.to_owned()]).collect();
    match tree {
        UseTree::Path(step) => {
            path.push(step.ident.to_string());
            read_tree(&step.tree, path, each);
            path.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            each(path.last().map_or("", String::as_str), path.clone());
        }
        UseTree::Name(name) => each(&name.ident.to_string(), full(path, &name.ident.to_string())),
        UseTree::Rename(name) => each(&name.rename.to_string(), full(path, &name.ident.to_string())),
        UseTree::Glob(_) => each("*", path.clone()),
        UseTree::Group(group) => group.items.iter().for_each(|item| read_tree(item, path, each)),
    }
}

fn module_path(start: &Path, file: &Path) -> ModulePath {
    let within = file.strip_prefix(start).unwrap().with_extension("");
    let mut path: ModulePath = within.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if path.last().is_some_and(|last| last == "mod" || path.len() == 1 && last == "lib") {
        path.pop();
    }
    path
}

/// The path from the root of the crate; `None` for a path into another crate.
fn absolute(
    module: &[String],
    path: ModulePath,
    is_module: impl Fn(&[String]) -> bool,
) -> Option<ModulePath> {
    let mut start = module.to_vec();
    let mut rest = path.as_slice();
    match rest.first()?.as_str() {
        "crate" => start.clear(),
        "self" => {}
        "super" => {
            start.pop();
        }
        _ => {
            start.extend_from_slice(&path);
            return is_module(start.get(..=module.len())?).then_some(start);
        }
    }
    rest = &rest[1..];
    while rest.first().is_some_and(|step| step == "super") {
        start.pop();
        rest = &rest[1..];
    }
    start.extend_from_slice(rest);
    Some(start)
}

/// Takes away every file that imports none of the rest, and every file that none of the rest imports: what stays is in a
/// cycle, or between two.
fn find_cycle(mut arrows: BTreeMap<&ModulePath, BTreeSet<&ModulePath>>) -> Vec<String> {
    loop {
        let files: BTreeSet<_> = arrows.keys().copied().collect();
        for targets in arrows.values_mut() {
            targets.retain(|target| files.contains(target));
        }
        let imported: BTreeSet<_> = arrows.values().flatten().copied().collect();
        arrows.retain(|path, targets| !targets.is_empty() && imported.contains(path));
        if arrows.len() == files.len() {
            break;
        }
    }
    let show = |path: &ModulePath| if path.is_empty() { "lib".to_owned() } else { path.join("::") };
    let list = |targets: &BTreeSet<&ModulePath>| targets.iter().map(|path| show(path)).collect::<Vec<_>>();
    arrows.iter().map(|(path, targets)| format!("{} -> {}", show(path), list(targets).join(", "))).collect()
}

#[test]
fn no_crate_has_an_import_cycle() {
    let cycles = CRATES.iter().filter_map(|folder| {
        let cycle = find_cycle(Crate::read(folder).arrows());
        (!cycle.is_empty()).then(|| format!("{folder} has a cycle among:\n{}\n", cycle.join("\n")))
    });
    assert_eq!(cycles.collect::<String>(), "");
}

#[test]
fn a_cycle_is_found_behind_an_export() {
    let file = |imports: &[&[&str]], exports: &[(&str, &[&str])]| {
        let path = |path: &[&str]| path.iter().map(|part| (*part).to_owned()).collect::<ModulePath>();
        Module {
            imports: imports.iter().map(|import| path(import)).collect(),
            exports: exports.iter().map(|(name, target)| ((*name).to_owned(), path(target))).collect(),
        }
    };
    let one = file(&[&["Two"]], &[]);
    let two = |imports| file(imports, &[]);
    let lib = || file(&[], &[("One", &["one", "One"]), ("Two", &["two", "Two"])]);
    let build = |two| Crate {
        modules: [(vec![], lib()), (vec!["one".to_owned()], one.clone()), (vec!["two".to_owned()], two)]
            .into(),
    };
    assert!(find_cycle(build(two(&[])).arrows()).is_empty());
    let cycle = find_cycle(build(two(&[&["one", "One"]])).arrows());
    assert_eq!(cycle, ["one -> two", "two -> one"]);
}
