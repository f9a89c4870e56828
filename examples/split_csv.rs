//! What the csv crate takes to split every row of a file into fields, and nothing more:
//! a measure for backcare's own reader. `benches/compare` runs it.
//!
//! ```text
//! cargo run --release --example split_csv -- log.csv
//! ```
#![allow(clippy::print_stdout, reason = "an example prints what it found")]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("name a file")?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record)? {
        fields += record.len();
    }
    println!("{fields} fields");
    Ok(())
}
