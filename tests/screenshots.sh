#!/usr/bin/env bash
# Drives the release build in a real window under a virtual X display and takes pictures of it.
#
#   tests/screenshots.sh                       the scenes below, in both sizes, light and dark
#   tests/screenshots.sh 'key ctrl+f' 'type vallée' 'shot found'        these steps, 1280x800, light
#   tests/screenshots.sh --readme              the two pictures of the README
#
# Pictures go to target/screenshots as NAME-WIDTHxHEIGHT-THEME.png. What can be set from outside:
#   SIZES="1280x800"  THEMES="light dark"  FILE=assets/samples/vallee.txt (empty: no file)  OUT=folder
#   STET=program      KEEP=folder, whose files (settings, projects) are there before and stay afterwards
#
# The steps of a scene:
#   key KEYS…       presses keys one after the other, as xdotool names them: key ctrl+f Return
#   type TEXT       types a text
#   click X Y [N]   clicks N times (once) at a place of the window; rightclick X Y
#   drag X Y X Y    presses, moves and lets go
#   wheel N [X Y]   turns the wheel down N notches (up when negative), at a place if given
#   hover X Y       moves the pointer
#   size W H        gives the window another size
#   pause SECONDS   waits
#   settle          waits until the picture stands still (every shot does)
#   shot NAME       takes a picture
#   quit            asks the window to close, as its cross would: it may ask whether to save
#
# Needs, on Debian: xvfb xdotool imagemagick libgl1 libegl1 libgl1-mesa-dri libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2
# and for quit: openbox
set -euo pipefail
cd "$(dirname "$0")/.."

# What is shown when nothing else is asked for: the day's work from the first look to the text handed over.
scenes() {
    shot table
    key Down Down Return
    shot editing
    key Escape ctrl+f
    type vallée
    shot find
    key Escape ctrl+shift+p
    shot palette
    key Escape F1
    shot keys
    key Escape ctrl+e
    shot export
    key Escape
}

readme() {
    pause 2
    key ctrl+Tab ctrl+Tab ctrl+Tab ctrl+Tab ctrl+Tab ctrl+Tab
    key ctrl+Home c c c c
    key ctrl+1
    click 1251 55
    key ctrl+1
    pause 1
    key Down Down
    shot readme
}

for tool in Xvfb xdotool import; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed; see the top of $0" >&2; exit 2; }
done
out=${OUT:-target/screenshots}
file=${FILE-assets/samples/vallee.txt}
stet=${STET:-target/release/stet}
[ -n "${STET:-}" ] || cargo build --release
mkdir -p "$out"

key() { xdotool key --delay 60 "$@"; }
type() { xdotool type --delay 25 -- "$*"; }
hover() { xdotool mousemove "$1" "$2"; }
click() { hover "$1" "$2"; sleep 0.1; xdotool click --repeat "${3:-1}" --delay 60 1; }
rightclick() { hover "$1" "$2"; sleep 0.1; xdotool click 3; }
drag() { hover "$1" "$2"; xdotool mousedown 1; sleep 0.1; hover "$3" "$4"; sleep 0.1; xdotool mouseup 1; }
size() { xdotool windowsize "$window" "$1" "$2"; }
pause() { sleep "$1"; }

# Only a window manager asks a window to close; one that has nothing else to do is started for it.
quit() {
    cat >"$home/openbox.xml" <<'XML'
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
XML
    if [ -z "$manager_pid" ]; then
        openbox --sm-disable --config-file "$home/openbox.xml" &
        manager_pid=$!
        sleep 1
        xdotool windowactivate --sync "$window"
    fi
    key alt+F4
}

wheel() {
    if [ "$#" -ge 3 ]; then hover "$2" "$3"; fi
    local button=5 notches=$1
    if [ "$notches" -lt 0 ]; then button=4 notches=$((-notches)); fi
    xdotool click --repeat "$notches" --delay 15 "$button"
}

# Waits until two pictures in a row are the same, or for two seconds: a caret may blink.
settle() {
    local before="" now
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        now=$(import -silent -window root rgb:- | cksum)
        [ "$now" != "$before" ] || return 0
        before=$now
        sleep 0.2
    done
}

shot() {
    settle
    import -silent -window root "$out/$1-$geometry-$theme.png"
    echo "$out/$1-$geometry-$theme.png"
}

# Starts a display and the program in it, in a home of their own, runs the steps and ends both.
session() {
    geometry=$1 theme=$2
    shift 2
    local home=${KEEP:-} display_file program_pid manager_pid=""
    if [ -z "$home" ]; then home=$(mktemp -d); trap 'rm -rf "$home"' RETURN; fi
    mkdir -p "$home/config"
    printf '{"theme": %s}\n' "${theme^}" >"$home/config/settings.ron"
    display_file=$(mktemp)
    Xvfb -r -displayfd 3 -screen 0 "${geometry}x24" -nolisten tcp 3>"$display_file" 2>/dev/null &
    xvfb_pid=$!
    for _ in $(seq 50); do [ -s "$display_file" ] && break; sleep 0.1; done
    DISPLAY=:$(tr -d '[:space:]' <"$display_file")
    export DISPLAY
    rm -f "$display_file"
    [ "$DISPLAY" != : ] || { echo "Xvfb did not start" >&2; return 1; }

    env -u WAYLAND_DISPLAY HOME="$home" STET_CONFIG_DIR="$home/config" XDG_CONFIG_HOME="$home/config" \
        XDG_STATE_HOME="$home/state" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" \
        "$stet" ${file:+"$file"} &
    program_pid=$!
    if ! window=$(timeout 30 xdotool search --sync --onlyvisible --class '^stet$' | head -n 1) || [ -z "$window" ]; then
        echo "no window of the class stet came up" >&2
        kill "$program_pid" "$xvfb_pid" 2>/dev/null || true
        return 1
    fi
    # Without a window manager nobody else gives the window its place, its size and the keyboard.
    xdotool windowmove "$window" 0 0 windowsize "$window" "${geometry%x*}" "${geometry#*x}" windowfocus "$window"
    settle

    local status=0
    for steps in "$@"; do
        eval "$steps" || { echo "failed: $steps" >&2; status=1; break; }
    done
    kill "$program_pid" 2>/dev/null || true
    wait "$program_pid" 2>/dev/null || true
    [ -z "$manager_pid" ] || kill "$manager_pid" 2>/dev/null || true
    kill "$xvfb_pid" 2>/dev/null || true
    wait "$xvfb_pid" 2>/dev/null || true
    return "$status"
}

case "${1:-}" in
--readme)
    for theme in light dark; do
        session 1280x800 "$theme" readme
        mkdir -p assets/screenshots
        mv "$out/readme-1280x800-$theme.png" "assets/screenshots/$theme.png"
    done
    ;;
"")
    for geometry in ${SIZES:-1280x800 1920x1080}; do
        for theme in ${THEMES:-light dark}; do
            session "$geometry" "$theme" scenes
        done
    done
    ;;
*)
    for geometry in ${SIZES:-1280x800}; do
        for theme in ${THEMES:-light}; do
            session "$geometry" "$theme" "$@"
        done
    done
    ;;
esac
