//! What the user prefers: kept between sessions in one small file, and never a reason not to start.
//!
//! The file is a RON map with one entry a line. Each entry is read by itself, so that one that cannot be
//! understood costs only itself, and entries of a newer version are kept word for word.

use crate::export::{BUILT_IN, Preset};
use crate::model::{Message, message};
use ron::value::RawValue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What the user prefers.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// How large everything is drawn; 1 is the size that the system proposes.
    pub zoom: f32,
    /// Where the window was; `None` before its first closing.
    pub window: Option<Window>,
    /// The files opened last, newest first, at most [`RECENT`].
    pub recent: Vec<PathBuf>,
    /// Where the last file was opened or saved.
    pub last_folder: Option<PathBuf>,
    /// The id of the panel that is open in the dock; `None` when the dock is closed.
    pub panel: Option<String>,
    /// Where the person was in the files opened last, the latest first, at most [`PLACES`].
    pub places: Vec<Place>,
    /// Show in the table what differs from the original.
    pub show_changes: bool,
    /// The ids of the kinds of findings that are not shown.
    pub hidden_kinds: Vec<String>,
    /// Words for which nothing is offered after a hand correction.
    pub never_offered: Vec<String>,
    /// Folders in which dictionaries are looked for, beside the user's own and the system's.
    pub dictionaries: Vec<PathBuf>,
    /// The user's own export presets.
    pub presets: Vec<Preset>,
    /// What was last exported with; `None` before the first export.
    pub last_export: Option<Preset>,
    /// Entries that this version does not know or could not read: written back as they were.
    kept: BTreeMap<String, String>,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Where the window was, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// Width and height, without the frame.
    pub size: (f32, f32),
    /// The upper left corner; `None` where the system does not tell.
    pub position: Option<(f32, f32)>,
    /// It filled the screen.
    pub maximised: bool,
}

/// Where the person was in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The current row.
    pub row: usize,
    /// The first row in view.
    pub first: usize,
    /// The id of the panel that was open; `None` when the dock was closed.
    pub panel: Option<String>,
}

/// Of how many files it is remembered where the person was.
pub const PLACES: usize = 100;
/// How many recent files are remembered.
pub const RECENT: usize = 12;
/// The name of the settings file in its folder.
pub const FILE: &str = "settings.ron";
/// Entries that an earlier version wrote and nothing reads: they are left out when the file is written anew.
const RETIRED: [&str; 2] = ["dock_width", "language"];
/// The version of the settings file that this program writes.
const VERSION: u32 = 1;

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: Theme::System,
            zoom: 1.0,
            window: None,
            recent: Vec::new(),
            last_folder: None,
            panel: None,
            places: Vec::new(),
            show_changes: false,
            hidden_kinds: Vec::new(),
            never_offered: Vec::new(),
            dictionaries: Vec::new(),
            presets: Vec::new(),
            last_export: None,
            kept: BTreeMap::new(),
        }
    }
}

/// Carries `$do` out for each field of [`Settings`] that is stored, in the order of the file.
macro_rules! each_stored {
    ($do:ident) => {
        $do!(theme);
        $do!(zoom);
        $do!(window);
        $do!(recent);
        $do!(last_folder);
        $do!(panel);
        $do!(places);
        $do!(show_changes);
        $do!(hidden_kinds);
        $do!(never_offered);
        $do!(dictionaries);
        $do!(presets);
        $do!(last_export);
    };
}

impl Settings {
    /// The folder in which the settings lie: what the variable `STET_CONFIG_DIR` says, else where the system
    /// keeps settings. `None` when there is no such place.
    pub fn dir() -> Option<PathBuf> {
        if let Some(dir) = std::env::var_os("STET_CONFIG_DIR").filter(|dir| !dir.is_empty()) {
            return Some(PathBuf::from(dir));
        }
        directories::ProjectDirs::from("", "", "stet").map(|dirs| dirs.config_dir().to_owned())
    }

    /// Reads the settings in `dir`. What is missing or cannot be understood has its default.
    ///
    /// Returns besides what the user should be told, if anything. A file that is no settings file
    /// at all is put aside under another name.
    pub fn load(dir: &Path) -> (Settings, Option<Message>) {
        let path = dir.join(FILE);
        let stored = match std::fs::read(&path) {
            Ok(stored) => stored,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Settings::default(), None),
            Err(error) => return (Settings::default(), Some(unreadable(&path, &error))),
        };
        let parsed = std::str::from_utf8(&stored).ok().and_then(Settings::parse);
        let Some((settings, unread)) = parsed else {
            return (Settings::default(), Some(put_aside(&path)));
        };
        let told = (!unread.is_empty())
            .then(|| message!("settings-entries-unread", path = path.display().to_string(), entries = unread));
        (settings, told)
    }

    /// Writes the settings into `dir`, which is made if need be. Either the whole file is new afterwards or it
    /// is as it was.
    pub fn save(&self, dir: &Path) -> io::Result<()> {
        std::fs::create_dir_all(dir)?;
        let path = dir.join(FILE);
        // A link stays a link: what it leads to is replaced.
        let path = path.canonicalize().unwrap_or(path);
        let beside = path.with_extension(format!("ron.{}.part", std::process::id()));
        let written = write_whole(&beside, &self.to_ron()).and_then(|()| std::fs::rename(&beside, &path));
        if written.is_err() {
            // The error that is passed on matters more than a leftover.
            let _ = std::fs::remove_file(&beside);
        }
        written
    }

    /// Whether a panel is the one that is open.
    pub fn shows_panel(&self, panel: &str) -> bool {
        self.panel.as_deref() == Some(panel)
    }

    /// Puts a file at the top of the recent ones. A path that is not Unicode cannot be stored and is left out.
    pub fn note_recent(&mut self, path: &Path) {
        if path.to_str().is_none() {
            return;
        }
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }

    /// Remembers in which folder a file was opened or written. A path that is not Unicode cannot be stored and is left out.
    pub fn note_folder(&mut self, file: &Path) {
        if let Some(folder) = file.parent().filter(|folder| folder.to_str().is_some()) {
            self.last_folder = Some(folder.to_owned());
        }
    }

    /// Remembers where the person was in a file. A path that is not Unicode cannot be stored and is left out.
    pub fn note_place(&mut self, place: Place) {
        if place.path.to_str().is_none() {
            return;
        }
        self.places.retain(|known| known.path != place.path);
        self.places.insert(0, place);
        self.places.truncate(PLACES);
    }

    /// Puts a preset among the user's own, in the place of the one with its name.
    pub fn keep_preset(&mut self, preset: Preset) {
        match self.presets.iter_mut().find(|own| own.name == preset.name) {
            Some(own) => *own = preset,
            None => self.presets.push(preset),
        }
    }

    /// The settings and the names of the entries that could not be understood; `None` when it is no RON map.
    fn parse(stored: &str) -> Option<(Settings, Vec<String>)> {
        let stored = stored.trim_start_matches('\u{feff}');
        let mut entries: BTreeMap<String, Box<RawValue>> = ron::from_str(stored).ok()?;
        entries.remove("version");
        entries.retain(|name, _| !RETIRED.contains(&name.as_str()));
        let mut settings = Settings::default();
        let mut unread = Vec::new();
        macro_rules! read {
            ($field:ident) => {
                if let Some(raw) = entries.get(stringify!($field)) {
                    match ron::from_str(raw.trim().get_ron()) {
                        Ok(value) => {
                            settings.$field = value;
                            entries.remove(stringify!($field));
                        }
                        Err(_) => unread.push(stringify!($field).to_owned()),
                    }
                }
            };
        }
        each_stored!(read);
        settings.kept = entries.into_iter().map(|(name, raw)| (name, raw.trim().get_ron().to_owned())).collect();
        settings.recent.truncate(RECENT);
        settings.places.truncate(PLACES);
        // Earlier versions stored with a preset of theirs what it does, in English.
        let is_built_in = |preset: &&mut Preset| BUILT_IN.iter().any(|theirs| theirs.name == preset.name);
        if let Some(preset) = settings.last_export.as_mut().filter(is_built_in) {
            preset.about = "".into();
        }
        settings.zoom = if settings.zoom.is_finite() { settings.zoom.clamp(0.25, 5.0) } else { 1.0 };
        Some((settings, unread))
    }

    fn to_ron(&self) -> String {
        let mut kept = self.kept.clone();
        let mut out = format!("{{\n    \"version\": {VERSION},\n");
        let mut entry = |name: &str, value: &str| {
            out.push_str(&format!("    \"{}\": {value},\n", name.escape_default()));
        };
        let default = Settings::default();
        macro_rules! write {
            ($field:ident) => {
                // An entry that could not be read comes back unless the user has chosen anew since.
                let unread = kept.remove(stringify!($field)).filter(|_| self.$field == default.$field);
                if let Some(value) = unread.or_else(|| ron::to_string(&self.$field).ok()) {
                    entry(stringify!($field), &value);
                }
            };
        }
        each_stored!(write);
        for (name, value) in &kept {
            entry(name, value);
        }
        out.push_str("}\n");
        out
    }
}

fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let mut file = std::fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn unreadable(path: &Path, error: &io::Error) -> Message {
    message!("settings-unreadable", path = path.display().to_string(), why = error.to_string())
}

/// Renames a settings file that cannot be read, and says what became of it.
fn put_aside(path: &Path) -> Message {
    let name = path.display().to_string();
    let aside = path.with_extension("ron.broken");
    match std::fs::rename(path, &aside) {
        Ok(()) => {
            let aside = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
            message!("settings-put-aside", path = name, aside = aside)
        }
        Err(error) => message!("settings-not-put-aside", path = name, why = error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::text;

    fn stored(text: &str) -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = dir.path().join(FILE);
        std::fs::write(&path, text).expect("it can be written");
        (dir, path)
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let deep = dir.path().join("not").join("there");
        assert_eq!(Settings::load(&deep), (Settings::default(), None));
        let mut settings = Settings {
            theme: Theme::Dark,
            zoom: 1.25,
            window: Some(Window { size: (1280.0, 800.0), position: Some((3.5, -20.0)), maximised: true }),
            panel: Some("speakers".to_owned()),
            last_export: Some(Preset { name: "mine \"1\"".into(), ..Preset::default() }),
            ..Settings::default()
        };
        settings.note_recent(Path::new("/somewhere/été.stet.ron"));
        settings.note_folder(Path::new("/somewhere/été.stet.ron"));
        #[cfg(unix)]
        {
            let stray = std::os::unix::ffi::OsStrExt::from_bytes(b"/\xff/page.txt");
            settings.note_folder(Path::new::<std::ffi::OsStr>(stray));
        }
        assert_eq!(settings.last_folder.as_deref(), Some(Path::new("/somewhere")));
        settings.keep_preset(Preset { name: "mine".into(), ..Preset::default() });
        settings.keep_preset(Preset { name: "mine".into(), times: true, ..Preset::default() });
        assert_eq!(settings.presets.len(), 1);
        settings.save(&deep).expect("the folder is made");
        assert_eq!(Settings::load(&deep), (settings, None));
        let files = std::fs::read_dir(&deep).expect("it exists").count();
        assert_eq!(files, 1, "nothing is left beside the file");
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_a_link() {
        let (real, _) = stored("{}");
        let dir = tempfile::tempdir().expect("a temporary folder");
        std::os::unix::fs::symlink(real.path().join(FILE), dir.path().join(FILE)).expect("it can be made");
        Settings { zoom: 2.0, ..Settings::default() }.save(dir.path()).expect("it can be written");
        assert!(dir.path().join(FILE).is_symlink());
        assert_eq!(Settings::load(real.path()).0.zoom, 2.0);
    }

    #[test]
    fn a_preset_of_an_earlier_version_is_the_one_that_comes_with_the_program() {
        let earlier = "{\"last_export\": Some((name: \"reader\", about: \"A clean text to read\"))}";
        let (dir, _) = stored(earlier);
        assert_eq!(Settings::load(dir.path()).0.last_export, Some(BUILT_IN[0].clone()));
    }

    #[test]
    fn entries_of_a_newer_version_are_kept() {
        let newer = "{\"version\": 9, \"theme\": Sepia((1, 2)), \"zoom\": 2.0, \"tides\": [\"}\", (a: 'x')],}";
        let (dir, path) = stored(newer);
        let (mut settings, told) = Settings::load(dir.path());
        assert_eq!((settings.theme, settings.zoom), (Theme::System, 2.0));
        assert!(text(&told.expect("the theme is not understood")).contains("theme could not be understood"));
        settings.show_changes = true;
        settings.save(dir.path()).expect("it can be written");
        let written = std::fs::read_to_string(&path).expect("it can be read");
        assert!(written.contains("\"tides\": [\"}\", (a: 'x')],"), "{written}");
        assert!(written.contains("\"theme\": Sepia((1, 2)),"), "{written}");
        settings.theme = Theme::Light;
        settings.save(dir.path()).expect("it can be written");
        let (again, told) = Settings::load(dir.path());
        assert_eq!((again.theme, again.show_changes, told), (Theme::Light, true, None));
    }

    #[test]
    fn every_entry_that_is_stored_is_read_somewhere_and_what_is_not_goes() {
        // As the version before wrote it.
        let old = "{\n    \"version\": 1,\n    \"zoom\": 1.5,\n    \"dock_width\": 340.0,\n    \"language\": Some(\"fr\"),\n}\n";
        let (dir, path) = stored(old);
        let (settings, told) = Settings::load(dir.path());
        assert_eq!((settings.zoom, told), (1.5, None));
        settings.save(dir.path()).expect("it can be written");
        let written = std::fs::read_to_string(&path).expect("it can be read");
        assert!(!written.contains("dock_width") && !written.contains("language"), "{written}");
        // Each entry is a field that something outside of this file reads.
        let names: Vec<&str> =
            written.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect();
        let mut rest = String::new();
        read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut rest);
        let unread: Vec<_> = names
            .into_iter()
            .filter(|name| *name != "version" && !rest.contains(&format!("settings.{name}")))
            .collect();
        assert_eq!(unread, Vec::<&str>::new());
    }

    /// The source of all rooms but this one.
    fn read_all(folder: &Path, out: &mut String) {
        for entry in std::fs::read_dir(folder).expect("it is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                read_all(&path, out);
            } else if path.file_name() != Some("settings.rs".as_ref()) {
                out.push_str(&std::fs::read_to_string(&path).expect("it can be read"));
            }
        }
    }

    #[test]
    fn a_broken_file_is_put_aside_and_told() {
        for broken in ["", "{", "(theme: Dark)", "\u{0}\u{0}", "{1: 2}"] {
            let (dir, path) = stored(broken);
            let (settings, told) = Settings::load(dir.path());
            assert_eq!(settings, Settings::default(), "{broken:?}");
            assert!(text(&told.expect("it is told")).contains("settings.ron.broken"), "{broken:?}");
            assert!(!path.exists());
            assert_eq!(std::fs::read_to_string(path.with_extension("ron.broken")).expect("kept"), broken);
        }
    }

    #[test]
    fn where_the_person_was_is_remembered_of_so_many_files() {
        let mut settings = Settings::default();
        let place = |n: usize, row| Place { path: format!("/talks/{n}.srt").into(), row, first: 0, panel: None };
        (0..150).for_each(|n| settings.note_place(place(n, n)));
        settings.note_place(place(100, 7));
        assert_eq!(settings.places.len(), PLACES);
        assert_eq!(settings.places[..2], [place(100, 7), place(149, 149)]);
        let dir = tempfile::tempdir().expect("a temporary folder");
        settings.save(dir.path()).expect("it can be written");
        assert_eq!(Settings::load(dir.path()), (settings, None));
    }

    #[test]
    fn recent_files_are_newest_first_and_few() {
        let (dir, path) = stored("{}");
        let mut settings = Settings::default();
        for n in 0..20 {
            settings.note_recent(&dir.path().join(n.to_string()));
        }
        settings.note_recent(&path);
        settings.note_recent(&dir.path().join("19"));
        assert_eq!(settings.recent.len(), RECENT);
        assert_eq!(settings.recent[..2], [dir.path().join("19"), path.clone()]);
    }
}
