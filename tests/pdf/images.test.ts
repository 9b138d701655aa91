import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import type { OpenedImage } from "../../src/images/index.ts";
import type { DisplayItem, ImageItem, PagedDocument, Rect, Role } from "../../src/layout/index.ts";
import { paintPdf } from "../../src/pdf/index.ts";
import type { OutputRequest } from "../../src/press/index.ts";
import { barePng, gradient, openBytes, outputOf, pngOf, rawRgb } from "../images/made.ts";
import { coatedPath } from "../press/profiles.ts";
import { readContent, readPdf, type PdfNode } from "./pdfObjects.ts";

const box: Rect = { x: 0, y: 0, width: 400, height: 600 };
const content: Role = { kind: "content", structure: 1 };
const [width, height] = [300, 200];
const photo = await openBytes(await rawRgb(gradient(width, height), width, height).jpeg({ quality: 90 }).toBuffer());
const logo = await openBytes(await pngOf(gradient(width, height, 4), width, height, 4));
const inks = await openBytes(await rawRgb(gradient(width, height), width, height).toColourspace("cmyk").jpeg().toBuffer());

const item = (image: OpenedImage, rect: Partial<Rect> = {}, more: Partial<ImageItem> = {}): ImageItem =>
  ({ kind: "image", role: content, image, rect: { x: 50, y: 100, width: 90, height: 60, ...rect }, ...more });

function documentOf(...pages: readonly (readonly DisplayItem[])[]): PagedDocument {
  return {
    title: "النشرة", metadata: { date: "2026-11-25" }, language: "ar", direction: "rtl", outline: [],
    structure: { id: 0, type: "Document", children: [{ id: 1, type: "Figure", alt: "غروب", children: [] }] },
    pages: pages.map((items, index) => ({ number: index + 1, mediaBox: box, trimBox: box, bleedBox: box, items })),
  };
}

async function paint(document: PagedDocument, request: Partial<OutputRequest> = {}): Promise<{ readonly pdf: Uint8Array; readonly said: readonly Diagnostic[] }> {
  const said: Diagnostic[] = [];
  const pdf = await paintPdf(document, { report: (diagnostic) => said.push(diagnostic), output: await outputOf(request) });
  if (pdf === undefined) throw new Error(said.map(({ message }) => message).join("\n"));
  return { pdf, said };
}

async function pagesOf(document: PagedDocument, request: Partial<OutputRequest> = {}): Promise<readonly PdfNode[]> {
  return readPdf((await paint(document, request)).pdf).pages;
}

const xObjects = (page: PdfNode | undefined): PdfNode[] => {
  const resources = page!.at("Resources");
  return resources.has("XObject") ? resources.at("XObject").keys.map((name) => resources.at("XObject", name)) : [];
};
const spaceOf = (image: PdfNode): unknown => (image.at("ColorSpace").isArray ? image.at("ColorSpace", 0).value : image.at("ColorSpace").value);

describe("a page", () => {
  test("shows an image in its place, cut off where it sticks out, and leaves the graphics state as it was", async () => {
    const [page] = await pagesOf(documentOf([item(photo), item(photo, {}, { clip: { x: 60, y: 100, width: 40, height: 60 } })]));
    const operations = readContent(page!.at("Contents").stream).map(({ operator, operands }) => `${operands.join(" ")} ${operator}`.trim());
    expect(operations.filter((each) => !/BDC|EMC/.test(each))).toEqual([
      "q", "90 0 0 60 50 440 cm", "/Im1 Do", "Q",
      "q", "60 440 40 60 re", "W", "n", "90 0 0 60 50 440 cm", "/Im1 Do", "Q",
    ]);
  });

  test("says that an image is a figure, and what stands for it", async () => {
    const { pdf } = await paint(documentOf([item(photo)]));
    const { catalogue, pages } = readPdf(pdf);
    expect(catalogue.at("StructTreeRoot", "K", "K", "Alt").text).toBe("غروب");
    expect(readContent(pages[0]!.at("Contents").stream)[0]).toMatchObject({ operator: "BDC", operands: ["/Figure", { MCID: 0 }] });
  });

  test("shares an image with others, and has no images where it shows none", async () => {
    const { pdf } = await paint(documentOf([item(photo)], [item(photo), item(logo)], []));
    const { pages, objects } = readPdf(pdf);
    expect(pages.map((page) => xObjects(page).length)).toEqual([1, 2, 0]);
    expect(xObjects(pages[0])[0]?.id).toBe(xObjects(pages[1])[0]?.id);
    expect(objects.filter((object) => object.has("Subtype") && object.at("Subtype").value === "/Image")).toHaveLength(3);
  });

  test("shows an image whole over and under what is translucent", async () => {
    const veil = { kind: "fill", role: { kind: "artifact", type: "Layout" }, rect: box, color: { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 0.5 } } as const;
    const [page] = await pagesOf(documentOf([veil, item(photo), veil]));
    const states = readContent(page!.at("Contents").stream).filter(({ operator }) => operator === "gs" || operator === "Do").map(({ operands }) => operands[0]);
    expect(states).toEqual(["/O500", "/O1000", "/Im1", "/O500"]);
  });

  test.each([["print", "DeviceCMYK"], ["archive", "DeviceRGB"], ["screen", "DeviceRGB"]] as const)("is a transparency group for %s if something shows through an image", async (profile, space) => {
    const [plain, seen] = await pagesOf(documentOf([item(photo)], [item(logo)]), { profile });
    expect(plain!.has("Group")).toBe(false);
    expect([seen!.at("Group", "S").value, seen!.at("Group", "CS").value]).toEqual(["/Transparency", `/${space}`]);
    const [image] = xObjects(seen);
    expect(["Subtype", "ColorSpace", "BitsPerComponent", "Width", "Height"].map((key) => image!.at("SMask", key).value)).toEqual(["/Image", "/DeviceGray", 8, image!.at("Width").value, image!.at("Height").value]);
  });
});

describe("an image in a file", () => {
  const facts = async (image: OpenedImage, request: Partial<OutputRequest>, ...others: OpenedImage[]) => {
    const [page] = await pagesOf(documentOf([item(image), ...others.map((other) => item(other))]), request);
    const [object] = xObjects(page);
    return { object: object!, space: spaceOf(object!), filter: object!.at("Filter").value };
  };

  test.each([
    ["print", "photograph", photo, {}, "/DeviceCMYK", "/DCTDecode"],
    ["print", "logo", logo, {}, "/DeviceCMYK", "/FlateDecode"],
    ["print, bound late", "photograph", photo, { lateBinding: true }, "/ICCBased", "/DCTDecode"],
    ["print, bound late", "picture in inks", inks, { lateBinding: true }, "/DeviceCMYK", "/DCTDecode"],
    ["archive", "photograph", photo, { profile: "archive" }, "/DeviceRGB", "/DCTDecode"],
    ["archive", "picture in inks", inks, { profile: "archive" }, "/DeviceCMYK", "/DCTDecode"],
    ["screen", "photograph", photo, { profile: "screen" }, "/DeviceRGB", "/DCTDecode"],
    ["screen", "picture in inks", inks, { profile: "screen" }, "/DeviceRGB", "/DCTDecode"],
  ] as const)("for %s a %s is as the output wants it", async (_, __, image, request, space, filter) => {
    const found = await facts(image, request);
    expect([found.space, found.filter, found.object.has("Interpolate")]).toEqual([space, filter, false]);
  });

  test("beside inks RGB says by a profile what it means, for all images the same one", async () => {
    const [page] = await pagesOf(documentOf([item(photo), item(inks), item(logo)]), { profile: "archive" });
    const [first, , third] = xObjects(page);
    expect([spaceOf(first!), spaceOf(third!)]).toEqual(["/ICCBased", "/ICCBased"]);
    expect(first!.at("ColorSpace", 1).id).toBe(third!.at("ColorSpace", 1).id);
    expect(first!.at("ColorSpace", 1, "N").value).toBe(3);
  });

  test("beside inks grey is not taken for black ink", async () => {
    const grey = await openBytes(await rawRgb(gradient(60, 40), 60, 40).toColourspace("b-w").png().toBuffer());
    expect((await facts(grey, { profile: "archive" }, inks)).space).toBe("/CalGray");
    expect((await facts(grey, { profile: "archive" })).space).toBe("/DeviceGray");
    expect((await facts(grey, {})).space).toBe("/DeviceGray");
  });

  test("inks in a JPEG of Adobe's kind are turned round", async () => {
    expect((await facts(inks, {})).object.at("Decode").numbers).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
    expect((await facts(photo, { profile: "screen" })).object.has("Decode")).toBe(false);
  });

  test("inks of another press keep their profile in the archive, those of the same one need none", async () => {
    const coated = await openBytes(await sharp(photo.bytes).withIccProfile(coatedPath).jpeg().toBuffer());
    expect((await facts(coated, { profile: "archive" })).space).toBe("/DeviceCMYK");
    const found = await facts({ ...coated, profile: renamed(coated.profile!) }, { profile: "archive" });
    expect([found.space, found.object.at("ColorSpace", 1, "N").value]).toEqual(["/ICCBased", 4]);
  });

  test("samples without loss are predicted as in PNG", async () => {
    const { object } = await facts(logo, { profile: "archive" });
    expect(["Predictor", "Colors", "BitsPerComponent", "Columns"].map((key) => object.at("DecodeParms", key).value)).toEqual([15, 3, 8, width]);
    expect(object.stream).toHaveLength((width * 3 + 1) * height);
  });
});

/** The profile under a name by which no press is known. */
function renamed(profile: Uint8Array): Uint8Array {
  const copy = Buffer.from(profile);
  copy.write("Another", copy.indexOf("ISO Coated"), "latin1");
  return copy;
}

test("an image with too few pixels for print is warned of once, where it is largest", async () => {
  const { said } = await paint(documentOf([item(photo)], [item(photo, { width: 300, height: 200 }), item(logo, { width: 72, height: 48 })]));
  expect(said).toMatchObject([{ severity: "warning", code: "image/low-resolution" }]);
  expect(said[0]?.message).toContain("is set on page 2 at 72 pixels to the inch");
  expect(said[0]?.hint).toContain("Give it with 1250 pixels across, or set it no wider than 25 mm.");
  expect((await paint(documentOf([item(photo, { width: 300, height: 200 })]), { profile: "screen" })).said).toEqual([]);
});

test("what is black and white alone wants more pixels", async () => {
  const drawing = await openBytes(barePng(320, 200, 0, 1, Buffer.alloc(40 * 200, 0xaa)));
  const { said } = await paint(documentOf([item(drawing, { width: 72, height: 45 })]));
  expect(said.map(({ code, message }) => `${code} ${message}`)).toEqual([expect.stringContaining("image/low-resolution") as string]);
  expect(said[0]?.message).toContain("at 320 pixels to the inch; print wants 600 to 1200 of black and white");
});

test.each(["print", "archive", "screen"] as const)("the same document gives the same bytes for %s", async (profile) => {
  const document = documentOf([item(photo), item(logo)], [item(inks)]);
  expect((await paint(document, { profile })).pdf).toEqual((await paint(document, { profile })).pdf);
});
