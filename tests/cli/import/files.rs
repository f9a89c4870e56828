//! `backcare import`: files of other programs.

use std::io::Write as _;
use std::path::Path;

use crate::harness::{HEADER, World};

const STRAVA: &str = "\
Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,Average Speed
1,\"Nov 16, 2026, 6:01:02 AM\",\"Early, \"\"fast\"\"
second line\",Run,,3000,8.01,,,false,,,activities/1.fit.gz,,,3000.0,2700.0,8010.4,,
2,\"Nov 17, 2026, 5:00:00\u{202f}PM\",Title,Swim,,2400,\"1,500\",,,false,,,,,,2400.0,2400.0,1500.0,,
3,\"Nov 18, 2026, 5:00:00 PM\",Title,Virtual Ride,,3600,30.00,,,false,,,,,,3600.0,3600.0,30000.0,,
4,\"Nov 19, 2026, 5:00:00 PM\",Title,Yoga,,3600,0,,,false,,,,,,3600.0,3600.0,0.0,,
5,\"Nov 20, 2026, 5:00:00 PM\",Title,Padel,,3600,0,,,false,,,,,,3600.0,3600.0,0.0,,
";

const ROWS: &str = "2026-11-16,06:01,,,,run,45,8.01,,,,\n\
                    2026-11-17,17:00,,,,swim,40,1.5,,,,\n\
                    2026-11-18,17:00,,,,bike,60,30,,,,\n\
                    2026-11-19,17:00,,,,yoga,60,,,,,\n\
                    2026-11-20,17:00,,,,padel,60,,,,,\n";

const GPX: &str = "<?xml version=\"1.0\"?><gpx><metadata><time>2020-01-01T00:00:00Z</time></metadata>\
    <trk><link><type>text/html</type></link><type>running</type>\
    <trkseg><trkpt lat=\"48.0\" lon=\"11.0\"><time>2026-11-16T06:00:00Z</time></trkpt>\
    <trkpt lat=\"48.02\" lon=\"11.0\"><time>2026-11-16T06:20:00Z</time></trkpt></trkseg>\
    <trkseg><trkpt lat=\"48.1\" lon=\"11.0\"><time>2026-11-16T08:00:00Z</time></trkpt>\
    <trkpt lat=\"48.12\" lon=\"11.0\"><time>2026-11-16T08:20:00Z</time></trkpt></trkseg></trk></gpx>";

const TCX: &str = "   <?xml version=\"1.0\"?><TrainingCenterDatabase><Activities>\
    <Activity Sport=\"Biking\"><Id>2026-11-16T06:00:00Z</Id>\
    <Lap StartTime=\"2026-11-16T06:00:00Z\"><TotalTimeSeconds>1800</TotalTimeSeconds>\
    <DistanceMeters>9000</DistanceMeters><Track><Trackpoint><DistanceMeters>5</DistanceMeters>\
    </Trackpoint></Track></Lap><Lap StartTime=\"2026-11-16T06:30:00Z\">\
    <TotalTimeSeconds>600.5</TotalTimeSeconds></Lap></Activity></Activities></TrainingCenterDatabase>";

const APPLE: &str = "<?xml version=\"1.0\"?><!DOCTYPE HealthData [<!ELEMENT HealthData (Workout*)>]>\
    <HealthData><Record type=\"HKQuantityTypeIdentifierHeartRate\" value=\"150\"/>\
    <Workout workoutActivityType=\"HKWorkoutActivityTypeFunctionalStrengthTraining\" duration=\"30\" \
    durationUnit=\"min\" startDate=\"2026-11-16 07:00:00 +0100\" endDate=\"2026-11-16 07:40:00 +0100\"/>\
    <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" startDate=\"2026-11-17 06:00:00 +0000\" \
    endDate=\"2026-11-17 06:12:30 +0000\"><WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" \
    sum=\"1.5\" unit=\"mi\"/></Workout></HealthData>";

fn put(world: &World, name: &str, bytes: impl AsRef<[u8]>) {
    let path = world.path(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// The rows of a new log that this import makes, below the header.
fn rows(world: &World, args: &[&str]) -> String {
    let _ = std::fs::remove_file(world.log_path());
    world.ok(&[&["import"], args].concat());
    let log = world.log();
    let again = world.ok(&[&["import"], args].concat());
    assert!(again.contains("\n0 came in"), "{again}");
    assert_eq!(world.log(), log, "imported again");
    log.strip_prefix(HEADER).unwrap().to_owned()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in files {
        let file = archive.new_file(rawzip::path::EntryPath::verbatim(name.as_bytes().to_vec()));
        let (mut entry, config) =
            file.compression_method(rawzip::CompressionMethod::DEFLATE).start().unwrap();
        let encoder =
            flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
        let mut writer = config.wrap(encoder);
        writer.write_all(content).unwrap();
        let (encoder, sum) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(sum).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

/// A FIT file with these sessions: start in seconds of Unix, sport, part, seconds elapsed and on
/// the timer, metres.
fn fit(kind: u8, sessions: &[(u32, u8, u8, u32, u32, u32)]) -> Vec<u8> {
    let mut records = vec![0x40, 0, 0, 0, 0, 1, 0, 1, 0, 0x00, kind];
    // The session has big-endian fields, and one of its own.
    records.extend([
        0x61, 0, 1, 0, 18, 6, 2, 4, 0x86, 5, 1, 0, 6, 1, 0, 7, 4, 0x86, 8, 4, 0x86, 9, 4, 0x86,
    ]);
    records.extend([1, 0, 2, 0]);
    for (start, sport, part, elapsed, timer, metres) in sessions {
        records.push(1);
        records.extend((start - 631_065_600).to_be_bytes());
        records.extend([*sport, *part]);
        for value in [elapsed * 1000, timer * 1000, metres * 100] {
            records.extend(value.to_be_bytes());
        }
        records.extend([7, 7]);
    }
    let mut file = vec![14, 0x10, 0, 0];
    file.extend(u32::try_from(records.len()).unwrap().to_le_bytes());
    file.extend(b".FIT\0\0");
    file.extend(records);
    let sum = file.iter().fold(0_u16, |sum, byte| {
        (0..8).fold(
            sum ^ u16::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xa001 } else { sum >> 1 },
        )
    });
    file.extend(sum.to_le_bytes());
    file
}

/// 2026-11-16T06:00:00Z.
const MORNING: u32 = 1_794_808_800;

#[test]
fn each_format_gives_its_rows_and_nothing_twice() {
    let world = World::new();
    put(&world, "activities.csv", STRAVA);
    assert_eq!(rows(&world, &["activities.csv"]), ROWS);
    put(&world, "run.gpx", GPX);
    assert_eq!(rows(&world, &["run.gpx"]), "2026-11-16,06:00,,,,run,40,4.448,,,,\n");
    assert_eq!(
        rows(&world, &["--as", "bike", "run.gpx"]),
        "2026-11-16,06:00,,,,bike,40,4.448,,,,\n"
    );
    put(&world, "ride.tcx.gz", gz(TCX.as_bytes()));
    assert_eq!(rows(&world, &["ride.tcx.gz"]), "2026-11-16,06:00,,,,bike,40.008,9,,,,\n");
    put(&world, "Export.xml", APPLE);
    assert_eq!(
        rows(&world, &["Export.xml"]),
        "2026-11-16,06:00,,,,weights,30,,,,,\n2026-11-17,06:00,,,,run,12.5,2.414,,,,\n"
    );
    let triathlon = [
        (MORNING, 5, 17, 660, 600, 500),
        (MORNING + 660, 3, 0, 60, 60, 0),
        (MORNING + 720, 2, 0, 1800, 3600, 15_000),
    ];
    put(&world, "tri.fit", fit(4, &triathlon));
    assert_eq!(
        rows(&world, &["tri.fit"]),
        "2026-11-16,06:00,,,,swim,10,0.5,,,,\n2026-11-16,06:12,,,,bike,30,15,,,,\n"
    );
    put(
        &world,
        "Activities.csv",
        "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø HF\n\
         Laufen,2026-11-16 06:00:00,false,\"T, 1\",\"8,20\",500,00:45:30,150\n\
         Schwimmbadschwimmen,2026-11-17 06:00:00,false,T,\"1.500\",500,35:00,--\n\
         Krafttraining,2026-11-18 06:00:00,false,T,--,500,00:30:00,--\n",
    );
    assert_eq!(
        rows(&world, &["Activities.csv"]),
        "2026-11-16,06:00,,,,run,45.5,8.2,,,,\n2026-11-17,06:00,,,,swim,35,1.5,,,,\n2026-11-18,06:00,,,,weights,30,,,,,\n"
    );
    assert_eq!(
        rows(&world, &["Activities.csv", "--unit", "mi", "--since", "2026-11-16"]).lines().next(),
        Some("2026-11-16,06:00,,,,run,45.5,13.197,,,,")
    );
    put(
        &world,
        "cardioActivities.csv",
        "Activity Id,Date,Type,Route Name,Distance (mi),Duration,Notes\n\
         x,2026-11-16 06:00:00,Walking,,1.00,19:59,\"\"\n",
    );
    assert_eq!(
        rows(&world, &["cardioActivities.csv"]),
        "2026-11-16,06:00,,,,walk,19.983,1.609,,,,\n"
    );
}

#[test]
fn times_are_those_of_the_zone_and_the_day_that_begins_late() {
    let mut world = World::new();
    world.var("TZ", "America/New_York");
    put(&world, "late.fit", fit(4, &[(MORNING, 1, 0, 1800, 1800, 5000)]));
    assert_eq!(rows(&world, &["late.fit"]), "2026-11-16,01:00,,,,run,30,5,,,,\n");
    world.with_config("day_starts_at = \"04:00\"\n");
    assert_eq!(rows(&world, &["late.fit"]), "2026-11-15,01:00,,,,run,30,5,,,,\n");
}

#[test]
fn archives_and_folders_are_walked_and_a_table_has_all_of_them() {
    let world = World::new();
    let run = fit(4, &[(MORNING, 1, 0, 1800, 1800, 5000)]);
    let settings = fit(2, &[]);
    let expected = "2026-11-16,06:00,,,,run,30,5,,,,\n";
    let files: [(&str, &[u8]); 3] = [
        ("GARMIN/ACTIVITY/A.FIT", &run),
        ("GARMIN/SETTINGS.FIT", &settings),
        ("GARMIN/readme.txt", b"x"),
    ];
    for (name, bytes) in files {
        put(&world, name, bytes);
    }
    assert_eq!(rows(&world, &["GARMIN"]), expected);
    assert!(world.refused(&["import", "GARMIN/SETTINGS.FIT"]).contains("without an activity"));
    put(&world, "garmin.zip", zip(&files));
    assert_eq!(rows(&world, &["garmin.zip"]), expected);
    let shown = world.run_with_input(&["import", "-"], &zip(&files));
    assert!(shown.stdout.contains("0 came in · 1 there already"), "{shown}");
    // The files beside the table are the same activities, with times of their own.
    let gpx = GPX.replace("2026-11-16", "2026-11-10");
    let export: [(&str, &[u8]); 3] = [
        ("export/activities/1.gpx.gz", &gz(gpx.as_bytes())),
        ("export/profile.csv", b"a,b\n1,2\n"),
        ("export/activities.csv", STRAVA.as_bytes()),
    ];
    put(&world, "export_1.zip", zip(&export));
    assert_eq!(rows(&world, &["export_1.zip"]), ROWS);
    for (name, bytes) in export {
        put(&world, name, bytes);
    }
    assert_eq!(rows(&world, &["export"]), ROWS);
    put(
        &world,
        "apple.zip",
        zip(&[("a/routes/1.gpx", GPX.as_bytes()), ("a/Exportación.xml", APPLE.as_bytes())]),
    );
    assert_eq!(rows(&world, &["apple.zip"]).lines().count(), 2);
    // Names that lead out of the archive lead nowhere.
    put(&world, "evil.zip", zip(&[("../../evil.fit", &run), ("/tmp/evil.fit", &run)]));
    assert_eq!(rows(&world, &["evil.zip"]), expected);
    assert!(!Path::new("/tmp/evil.fit").exists());
    put(&world, "nested.zip", zip(&[("in.zip", &zip(&files))]));
    assert!(world.refused(&["import", "nested.zip"]).contains("within an archive"));
    put(&world, "none.zip", zip(&[("readme.txt", b"x")]));
    assert!(world.refused(&["import", "none.zip"]).contains("no activity"));
}

#[test]
fn what_was_typed_stays_and_other_programs_add_nothing() {
    let world = World::new();
    let typed = format!(
        "{HEADER}2026-11-16,19:00,4,,,run,45,8,,,,\n2026-11-17,,,,,swim,,,,,,\n2026-11-18,08:00,,,,bike,60,30,,,,\n"
    );
    world.with_log(&typed);
    put(&world, "activities.csv", STRAVA);
    put(&world, "run.fit", fit(4, &[(MORNING + 60, 1, 0, 2800, 2750, 8050)]));
    let dry = world.ok(&["import", "activities.csv", "run.fit", "--dry-run"]);
    assert!(dry.contains("like one you typed: 2026-11-16 run 45 min, 8.01 km"), "{dry}");
    assert!(dry.ends_with("nothing was written\n") && world.log() == typed, "{dry}");
    let shown = world.ok(&["import", "activities.csv", "run.fit"]);
    // The ride was typed before it began, so it is another one.
    assert!(shown.contains("3 came in · 1 recorded twice · 2 like ones you typed"), "{shown}");
    assert!(shown.contains("under their own name: padel (say --as WORD=run"), "{shown}");
    assert!(shown.contains("backcare undo 3 takes them back"), "{shown}");
    let rest = ROWS.lines().skip(2).collect::<Vec<_>>().join("\n");
    assert_eq!(world.log(), format!("{typed}{rest}\n"));
    let again = world.ok(&["import", "run.fit", "activities.csv"]);
    assert!(again.contains("0 came in"), "{again}");
    world.ok(&["undo", "3"]);
    assert_eq!(world.log(), typed);
}

#[test]
fn one_bad_file_or_row_stops_all_unless_it_is_left_out() {
    let world = World::new();
    let run = fit(4, &[(MORNING, 1, 0, 1800, 1800, 5000)]);
    put(&world, "good.fit", &run);
    put(&world, "cut.fit", &run[..run.len() - 9]);
    put(&world, "fast.fit", fit(4, &[(MORNING, 1, 0, 600, 600, 9000)]));
    put(&world, "next.fit", fit(4, &[(MORNING + 9 * 86_400, 1, 0, 600, 600, 900)]));
    put(&world, "cut.gpx", &GPX[..GPX.len() - 12]);
    put(&world, "un.gpx", GPX.replace("<type>running</type>", ""));
    put(&world, "quote.csv", &STRAVA[..STRAVA.find("second").unwrap()]);
    put(&world, "month.csv", STRAVA.replace("Nov", "Xyz"));
    put(&world, "other.csv", "Tag,Wert\n16.11.2026,4\n");
    for (file, says) in [
        ("cut.fit", "cut.fit: it ends too soon"),
        ("fast.fit", "at 54 km/h"),
        ("next.fit", "2026-11-25 is in the future"),
        ("cut.gpx", "it ends too soon"),
        ("un.gpx", "--as run"),
        ("quote.csv", "was it cut?"),
        ("month.csv", "set Strava to English"),
        ("other.csv", "--map date=Tag"),
        ("gone.fit", "there is no such file"),
    ] {
        let stderr = world.refused(&["import", "good.fit", file]);
        assert!(stderr.contains(says) && stderr.contains("nothing was written"), "{stderr}");
        assert!(!world.log_path().exists(), "{file}");
    }
    let ran = world.run(&["import", "good.fit", "cut.fit", "month.csv", "--skip-bad"]);
    assert!(ran.code == Some(0) && ran.stdout.contains("1 came in"), "{ran}");
    assert!(ran.stderr.contains("left out: cut.fit: it ends too soon"), "{ran}");
}

#[test]
fn diaries_are_read_by_their_columns_or_by_the_persons_word() {
    let world = World::new();
    put(
        &world,
        "tracker.csv",
        "\u{feff}Date,Time,Pain Level,Symptoms,Notes\r\n2026-11-16,08:00,5,x,\"one\r\ntwo\"\r\n2026-11-16,20:30,7,,",
    );
    assert_eq!(
        rows(&world, &["tracker.csv"]),
        "2026-11-16,08:00,5,,,,,,,,,\n2026-11-16,20:30,7,,,,,,,,,\n"
    );
    put(
        &world,
        "own.csv",
        "Tag;Sport;Dauer;km;Schmerz;Wort\n13/11/2026;Laufen;45:00;8,2;31;stiff\n5/11/2026;;;0,0;65;\n",
    );
    let map = ["date=Tag", "activity=Sport", "minutes=Dauer", "km=km", "pain=Schmerz", "note=Wort"];
    let args: Vec<&str> = map.iter().flat_map(|it| ["--map", it]).collect();
    assert_eq!(
        rows(&world, &[&args[..], &["own.csv", "--scale", "100"]].concat()),
        "2026-11-05,,7,,,,,,,,,\n2026-11-13,,3,,,run,45,8.2,,,,stiff\n"
    );
    let stderr = world.refused(&[&["import"], &args[..], &["own.csv"]].concat());
    assert!(stderr.contains("--scale 100"), "{stderr}");
    put(&world, "days.csv", "date,pain\n01/02/2026,4\n03/04/2026,5\n");
    let stderr = world.refused(&["import", "days.csv"]);
    assert!(stderr.contains("2026-02-01") && stderr.contains("2026-01-02"), "{stderr}");
    put(
        &world,
        "long.csv",
        "FeatureName,Timestamp,Value,Note\nBack,2026-11-16T07:30:00.8Z,4.5,\nMood,2026-11-16T07:30:00Z,9,\n",
    );
    assert_eq!(rows(&world, &["long.csv", "--map", "pain=Back"]), "2026-11-16,07:30,5,,,,,,,,,\n");
}

#[test]
fn the_inbox_of_a_telephone_may_have_a_header_or_none() {
    let lines = ["2026-11-20,21:00,4,stiff", "2026-11-21,21:10,3,"];
    let expected = "2026-11-20,21:00,4,,,,,,,,,stiff\n2026-11-21,21:10,3,,,,,,,,,\n";
    let world = World::new();
    for text in [
        format!("date,time,pain,note\n{}\n{}\n", lines[0], lines[1]),
        format!("\u{feff}date,time,pain,note\r\n{}\r\n{}", lines[0], lines[1]),
        format!("{}\n{}", lines[0], lines[1]),
        format!("{}\r\n{}\r\n", lines[0], lines[1]),
    ] {
        put(&world, "inbox.csv", text);
        assert_eq!(rows(&world, &["inbox.csv"]), expected);
    }
    put(&world, "inbox.csv", "date,time,pain,note\n2026-11-22,07:00,8,numb between my legs\n");
    let shown = world.ok(&["import", "inbox.csv"]);
    assert!(shown.contains("tips urgent"), "{shown}");
}
