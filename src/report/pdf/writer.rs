//! The sheets as a PDF file: its objects, the fonts, the tree of tags.

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::canvas::{Canvas, Used};
use super::canvas::{Kid, Tag};
use super::fonts::{Font, Fonts};

const LANGUAGE: &str = "en";
/// 1000 units are the font's size in every width of a PDF.
const UNITS: f32 = 1000.0;
const SYSTEM: SystemInfo =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Gives out the numbers of objects.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }

    fn several(&mut self, count: usize) -> Vec<Ref> {
        (0..count).map(|_| self.next()).collect()
    }
}

/// The whole file.
pub fn write(canvas: Canvas<'_>, title: &str, fonts: &Fonts) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut numbers = Numbers(0);
    let (catalog, info, tree, root) =
        (numbers.next(), numbers.next(), numbers.next(), numbers.next());
    let sheets = numbers.several(canvas.sheets.len());
    let elements = numbers.several(canvas.tags.iter().len());

    let mut writer = pdf.catalog(catalog);
    writer.pages(tree).lang(TextStr(LANGUAGE));
    writer.viewer_preferences().display_doc_title(true);
    writer.mark_info().marked(true);
    writer.pair(Name(b"StructTreeRoot"), root);
    writer.finish();

    pdf.document_info(info)
        .title(TextStr(title))
        .creator(TextStr("backcare"))
        .producer(TextStr("backcare"));

    pdf.pages(tree).kids(sheets.iter().copied()).count(count(sheets.len()));

    // The tags of fonts that are not whole: scripts/make-fonts has cut them down.
    let regular = font(&mut pdf, &mut numbers, &fonts.regular, b"BACKCA", &canvas.regular);
    let bold = font(&mut pdf, &mut numbers, &fonts.bold, b"BACKCB", &canvas.bold);
    tags(&mut pdf, &mut numbers, &canvas, root, &sheets, &elements);

    let (width, height) = canvas.size;
    for (number, (sheet, id)) in canvas.sheets.into_iter().zip(&sheets).enumerate() {
        let content = numbers.next();
        let mut writer = pdf.page(*id);
        writer
            .parent(tree)
            .media_box(Rect::new(0.0, 0.0, width, height))
            .contents(content)
            .struct_parents(count(number));
        writer.pair(Name(b"Tabs"), Name(b"S"));
        let mut resources = writer.resources();
        let mut fonts = resources.fonts();
        fonts.pair(Name(b"R"), regular).pair(Name(b"B"), bold);
        fonts.finish();
        resources.finish();
        writer.finish();
        stream(&mut pdf, content, &sheet.content.finish());
    }
    pdf.finish()
}

/// Counts here are far below two thousand million.
fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6)
}

fn stream(pdf: &mut Pdf, id: Ref, bytes: &[u8]) {
    pdf.stream(id, &packed(bytes)).filter(Filter::FlateDecode);
}

/// The tree of tags, and from each mark on a sheet the way back to it.
fn tags(
    pdf: &mut Pdf,
    numbers: &mut Numbers,
    canvas: &Canvas<'_>,
    root: Ref,
    sheets: &[Ref],
    elements: &[Ref],
) {
    let element = |tag: Tag| elements.get(tag.0).copied().unwrap_or(root);
    let marks = numbers.several(sheets.len());
    let mut writer = pdf.indirect(root).start::<pdf_writer::writers::StructTreeRoot<'_>>();
    writer.child(element(super::canvas::Tags::DOCUMENT));
    let mut parents = writer.parent_tree();
    let mut nums = parents.nums();
    for (number, id) in marks.iter().enumerate() {
        nums.insert(count(number), *id);
    }
    nums.finish();
    parents.finish();
    writer.parent_tree_next_key(count(sheets.len()));
    writer.finish();
    for (sheet, id) in canvas.sheets.iter().zip(&marks) {
        pdf.indirect(*id).array().items(sheet.marks.iter().map(|tag| element(*tag)));
    }
    for (tag, it) in canvas.tags.iter() {
        let mut writer = pdf.struct_element(element(tag));
        writer.kind(canvas.tags.role(tag)).parent(it.parent.map_or(root, element));
        if let Some(alt) = &it.alt {
            writer.alt(TextStr(alt));
        }
        if let Some(scope) = it.scope {
            writer.attributes().push().table().scope(scope);
        }
        let mut kids = writer.children();
        for kid in &it.kids {
            match *kid {
                Kid::Element(tag) => {
                    kids.struct_element(element(tag));
                }
                Kid::Mark(sheet, id) => {
                    let mut mark = kids.marked_content_ref();
                    if let Some(sheet) = sheets.get(sheet) {
                        mark.page(*sheet);
                    }
                    mark.marked_content_id(id);
                }
            }
        }
        kids.finish();
        writer.finish();
    }
}

/// A font, with the widths of the glyphs that are used and what each of them says.
fn font(pdf: &mut Pdf, numbers: &mut Numbers, font: &Font, tag: &[u8], used: &Used) -> Ref {
    let (id, cid, descriptor, says, data) =
        (numbers.next(), numbers.next(), numbers.next(), numbers.next(), numbers.next());
    let name = [tag, b"+", font.name.as_bytes()].concat();
    let name = Name(&name);
    pdf.type0_font(id)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(says);

    let mut writer = pdf.cid_font(cid);
    writer
        .subtype(CidFontType::Type2)
        .base_font(name)
        .system_info(SYSTEM)
        .font_descriptor(descriptor)
        .default_width(font.advance(0) * UNITS)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = writer.widths();
    for &glyph in used.keys() {
        widths.consecutive(glyph, [font.advance(glyph) * UNITS]);
    }
    widths.finish();
    writer.finish();

    let parsed = &font.parsed;
    let scaled = |units: i16| f32::from(units) * UNITS / f32::from(parsed.units_per_em().max(1));
    let bounds = parsed.global_bounding_box();
    let is_bold = parsed.is_bold();
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(
            scaled(bounds.x_min),
            scaled(bounds.y_min),
            scaled(bounds.x_max),
            scaled(bounds.y_max),
        ))
        .italic_angle(0.0)
        .ascent(scaled(parsed.ascender()))
        .descent(scaled(parsed.descender()))
        .cap_height(scaled(parsed.capital_height().unwrap_or_default()))
        .stem_v(if is_bold { 140.0 } else { 80.0 })
        .font_file2(data);

    let mut map = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
    for (glyph, c) in used {
        map.pair(*glyph, *c);
    }
    stream(pdf, says, map.finish().as_slice());

    let file = packed(font.data);
    let length = count(font.data.len());
    pdf.stream(data, &file).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    id
}
