//! `backcare stretch`: guides a person through a routine, and records what was held.
//!
//! A row carries the day and time at which the session began.

mod live;
mod plain;
mod record;
mod safety;
mod screen;

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use chrono::{NaiveDate, NaiveTime};

use self::safety::Start;
use super::completions::Names;
use super::output::{Exit, Io};
use crate::context::Context;
use crate::domain::{Invalid, Minutes, Pain, closest};
use crate::guidance::{
    ROUTINE_NAMES, Routine, Stretch, own_routines, parse_hold, routine_advice, routines, sources,
};
use crate::stretch as text;
use crate::stretch::{
    SessionOptions, Sides, Signals, Step, held_length, plan, reraise, total_length,
};
use crate::term::format::time;
use crate::term::{Interrupted, Theme, for_terminal};

/// Guide a stretching session, and record it
#[derive(Debug, clap::Args)]
#[command(after_help = help_text!("stretch"))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Args {
    /// The routine, also one of your own [default: hamstring]
    #[arg(value_name = "ROUTINE", value_parser = Names::new(ROUTINE_NAMES))]
    routine: Option<String>,

    /// List the routines
    #[arg(long)]
    list: bool,

    /// Show the plan with its times and sources, and do nothing
    #[arg(long)]
    dry_run: bool,

    /// How long to hold each stretch, such as 30s [default: as in the routine]
    #[arg(long, value_name = "TIME", value_parser = hold)]
    hold: Option<Duration>,

    /// How often to hold each stretch, on each side [default: as in the routine]
    #[arg(long, value_name = "N", value_parser = sets, allow_negative_numbers = true)]
    sets: Option<u32>,

    /// Which side to stretch
    #[arg(long, value_name = "SIDE", default_value = "both")]
    side: Sides,

    /// Record nothing
    #[arg(long)]
    no_log: bool,

    /// Ask for the level of pain at the end, and record it too
    #[arg(long, conflicts_with = "no_log")]
    pain: bool,

    /// No bell
    #[arg(short, long)]
    quiet: bool,

    /// Answer yes: start in spite of an open sign of a leg or a bone or of strong pain,
    /// keep what was done. An urgent sign that is open stops it all the same
    #[arg(short, long)]
    yes: bool,
}

/// Longer holds get a word.
const LONG_HOLD: Duration = Duration::from_secs(60);

fn hold(text: &str) -> Result<Duration, Invalid> {
    let length = parse_hold(text)?;
    if length.is_zero() {
        return Err(Invalid::new("0 s is no time to hold; 1s or more is accepted"));
    }
    Ok(length)
}

/// What a guide needs to know, on a screen or without one.
struct Guided<'a> {
    routine: &'a Routine,
    steps: &'a [Step],
    /// What to be careful of, said before the first stretch.
    caution: String,
    theme: Theme,
    /// Seconds of the session to a second of the clock.
    speed: u32,
    /// The day and time at which the session began.
    began: (NaiveDate, NaiveTime),
    args: &'a Args,
}

/// How a session ended.
enum Ended {
    /// At its end, or with `q` and the answer to record what was done.
    Kept,
    /// With `q`, and the answer to record nothing.
    ThrownAway,
    /// Ctrl-C.
    Interrupted,
    /// A signal of this number.
    Signal(i32),
    /// The terminal or the reader of the lines went away.
    Lost(std::io::Error),
}

/// What came of a session.
struct Outcome {
    ended: Ended,
    /// (index of the stretch, time held), in the routine's order.
    held: Vec<(usize, Duration)>,
    pain: Option<Pain>,
}

fn sets(text: &str) -> Result<u32, String> {
    let sets = text.parse().ok().filter(|sets| (1..=Stretch::MOST_SETS).contains(sets));
    sets.ok_or_else(|| format!("a whole number of sets, 1 to {}, is accepted", Stretch::MOST_SETS))
}

pub fn run(args: &Args, io: &mut Io<'_>) -> anyhow::Result<Exit> {
    let routines = all()?;
    let theme = io.context.theme();
    let choice = SessionOptions { hold: args.hold, sets: args.sets, sides: args.side };
    if args.list {
        let total = |routine: Routine| {
            let total = total_length(&plan(&routine, choice));
            (routine, total)
        };
        let timed: Vec<_> = routines.into_iter().map(total).collect();
        return io.print(text::routine_list(&timed, &theme));
    }
    // A session counts for the instant at which it began.
    let began = (io.context.today()?, io.context.now().time());
    let routine = named(routines, args.routine.as_deref())?;
    let steps = plan(&routine, choice);
    if let Some(hold) = args.hold.filter(|hold| *hold > LONG_HOLD) {
        let hold = time(Minutes::from_thousandths(hold.as_secs() * 1000 / 60));
        io.note(format!(
            "{hold} is long for a hold: 60 seconds added nothing to 30 (backcare tips hamstring)"
        ))?;
    }
    let log = io.context.log_path().map(|(path, _)| path);
    if args.dry_run {
        if let Ok(log) = &log {
            safety::before_plan(log, io)?;
        }
        let held = held_length(&steps);
        let advice = routine_advice(&routine)?;
        let plan = text::plan_text(&routine, &steps, held, &advice, &sources()?, &theme);
        return io.print(plan);
    }
    let has_screen = Context::has_screen();
    if args.pain && !has_screen && !Context::is_interactive() {
        bail!(
            "--pain asks at the end, and there is no terminal to ask on\n\
             record the pain by itself instead: backcare log 4"
        );
    }
    let log = log?;
    let start = safety::start(&log, args.yes, io)?;
    if start != Start::Yes {
        writeln!(io.err, "Not started; nothing was recorded.")?;
        return Ok(Exit::found(start == Start::Refused));
    }
    let cautions = [Some(routine_advice(&routine)?.caution), routine.caution.clone()];
    let guided = Guided {
        routine: &routine,
        steps: &steps,
        caution: cautions.into_iter().flatten().collect::<Vec<_>>().join(" "),
        theme,
        speed: Context::session_speed()?,
        began,
        args,
    };
    let signals = Signals::watch()?;
    let outcome = if has_screen {
        live::run(&guided, &signals, io.out)?
    } else {
        plain::run(&guided, &signals, io)
    };
    record::record(&guided, &outcome, &log, &signals, io)?;
    match outcome.ended {
        Ended::Kept | Ended::ThrownAway => Ok(Exit::Done),
        Ended::Interrupted => Err(Interrupted.into()),
        Ended::Signal(signal) => {
            // The reader of the output may be gone as well.
            let _ = io.out.flush();
            reraise(signal);
            Err(Interrupted.into())
        }
        Ended::Lost(error) => Err(error.into()),
    }
}

/// Where a person's own routines are, or would be.
fn own_path() -> Option<PathBuf> {
    Context::config_path().map(|(config, _)| config.with_file_name("routines.toml"))
}

/// Every routine, the default one first. One's own of a built-in name takes its place.
fn all() -> anyhow::Result<Vec<Routine>> {
    let mut all = routines()?;
    let Some(path) = own_path() else {
        return Ok(all);
    };
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(all),
        text => text.with_context(|| format!("cannot read your routines in {}", path.display()))?,
    };
    let own = own_routines(&text)
        .map_err(|error| anyhow!("{}:{}: {}", path.display(), error.line, error.reason))?;
    for routine in own {
        match all.iter_mut().find(|other| other.name == routine.name) {
            Some(other) => *other = routine,
            None => all.push(routine),
        }
    }
    Ok(all)
}

/// The routine of this name; without a name the first one.
fn named(mut routines: Vec<Routine>, name: Option<&str>) -> anyhow::Result<Routine> {
    let asked = name.map(str::trim).map(str::to_lowercase);
    let is_asked = |routine: &Routine| asked.as_ref().is_none_or(|it| routine.name.as_str() == it);
    if let Some(index) = routines.iter().position(is_asked) {
        return Ok(routines.swap_remove(index));
    }
    let asked = asked.unwrap_or_default();
    let names: Vec<_> = routines.iter().map(|routine| routine.name.as_str()).collect();
    let mut message = format!("there is no routine {:?}", for_terminal(&asked));
    if let Some(meant) = closest(&asked, &names) {
        let _ = write!(message, "; did you mean {meant}?");
    }
    let _ = write!(message, "\nthe routines are {}", names.join(", "));
    if let Some(path) = own_path() {
        let _ = write!(message, "; your own go into {}", path.display());
    }
    Err(anyhow!(message))
}
