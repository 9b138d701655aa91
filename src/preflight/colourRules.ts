import { isCmykProfile, spacesWithin, tableBytes, type ColourSpace, type DeviceFamily } from "./colourSpaces.ts";
import type { ColourUse } from "./contentUse.ts";
import { componentsOfProfile } from "./iccProfile.ts";
import { PdfArray, PdfDictionary, PdfName, PdfReference, PdfText, type PdfObject } from "./objects.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { wantsIntent, type Fault, type Rule, type RuleSettings } from "./rule.ts";

/** Every colour used, each leaf of its space with it. */
function* leaves({ content }: PreflightDocument): Generator<{ readonly use: ColourUse; readonly space: ColourSpace }> {
  for (const use of content.colours.values()) for (const space of spacesWithin(use.space)) yield { use, space };
}

function perPage(faults: Iterable<Fault>): Fault[] {
  return [...new Map([...faults].map((fault) => [`${fault.page ?? 0} ${fault.object} ${fault.message}`, fault])).values()];
}

/** The colour space of the profile that stands behind device colours: of X-4's intent where X-4 is asked for, else of PDF/A's. */
function intendedSpace({ intents }: PreflightDocument, settings: RuleSettings): string | undefined {
  const wanted = settings.inForce.has("x4") ? "GTS_PDFX" : "GTS_PDFA1";
  return intents.find(({ subtype }) => subtype === wanted)?.profile?.colourSpace;
}

const nouns: Readonly<Record<ColourUse["kind"], string>> = { fill: "An area", stroke: "A line", text: "Text", image: "An image", shading: "A gradient" };

function deviceFaults(document: PreflightDocument, settings: RuleSettings, family: DeviceFamily): Fault[] {
  const uses = [...leaves(document)].filter(({ space }) => space.family === family).map(({ use }) => use);
  const why = intendedSpace(document, settings);
  const behind = why === undefined ? "no output intent says what that means" : `the output intent is for ${why}`;
  return perPage(uses.map(({ page, object, kind }) => ({ object, page, message: `${nouns[kind]} is ${family}, and ${behind}.` })));
}

/** The text of an object, references followed, for comparing two of them. */
function written(object: PdfObject | undefined, document: PreflightDocument, depth = 0): string {
  if (depth > 12) return "…";
  if (object instanceof PdfReference) return written(document.file.object(object), document, depth);
  if (object instanceof PdfName) return `/${object.value}`;
  if (object instanceof PdfText) return Buffer.from(object.bytes).toString("hex");
  if (object instanceof PdfArray) return `[${object.items.map((item) => written(item, document, depth + 1)).join(" ")}]`;
  if (!(object instanceof PdfDictionary)) return String(object);
  const data = object.stream === undefined ? "" : Buffer.from(document.data(object) ?? object.stream).toString("latin1");
  const entries = [...object.entries].filter(([key]) => object.stream === undefined || !["Length", "Filter", "DecodeParms"].includes(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `<<${entries.map(([key, value]) => `/${key} ${written(value, document, depth + 1)}`).join(" ")}>>${data}`;
}

function* separations(document: PreflightDocument): Generator<{ readonly use: ColourUse; readonly space: ColourSpace & { readonly family: "Separation" | "DeviceN" } }> {
  for (const { use, space } of leaves(document)) if (space.family === "Separation" || space.family === "DeviceN") yield { use, space };
}

function* differingSpots(document: PreflightDocument): Generator<Fault> {
  const first = new Map<string, string>();
  for (const { use, space } of separations(document)) {
    const [name = ""] = space.names;
    if (space.family !== "Separation") continue;
    const meaning = `${written(space.array.at(2), document)} ${written(space.array.at(3), document)}`;
    if ((first.get(name) ?? meaning) !== meaning) yield { object: use.object, page: use.page, message: `The spot colour ${name} is defined in two ways.` };
    first.set(name, first.get(name) ?? meaning);
  }
}

const processInks = new Set(["Cyan", "Magenta", "Yellow", "Black", "None", "All"]);

function* undescribedSpots(document: PreflightDocument): Generator<Fault> {
  for (const { use, space } of separations(document)) {
    if (space.family !== "DeviceN") continue;
    const attributes = space.array.at(4);
    const colorants = attributes instanceof PdfDictionary ? attributes.dictionary("Colorants") : undefined;
    for (const name of space.names) if (!processInks.has(name) && colorants?.has(name) !== true) yield { object: use.object, page: use.page, message: `A DeviceN space does not describe its spot colour ${name}.` };
  }
}

function profileFault(document: PreflightDocument, stream: PdfDictionary): string | undefined {
  const profile = document.profile(stream);
  if (profile === undefined) return "A colour's ICC profile is no ICC profile.";
  if (profile.fault !== undefined) return `A colour's ICC profile is broken: ${profile.fault}.`;
  const components = componentsOfProfile(profile);
  if (components === undefined || components !== stream.number("N")) return `A colour's ICC profile is for ${profile.colourSpace}, and its N is ${stream.number("N") ?? "missing"}.`;
  return ["prtr", "mntr", "scnr", "spac"].includes(profile.deviceClass) && profile.majorVersion < 5 ? undefined : `A colour's ICC profile has the class ${profile.deviceClass} and version ${profile.majorVersion}.`;
}

/** Rules about colour spaces. */
export const colourRules: readonly Rule[] = [
  {
    id: "colour/device-rgb", severity: "error", demanded: { x4: "", a: "6.2.4.3" }, subject: "8.6.4.3",
    what: "DeviceRGB is used under an RGB output intent only, or stands for a DefaultRGB.", hint: "Convert to CMYK, or give the colours an ICC profile.",
    check: (document, settings) => (intendedSpace(document, settings) === "RGB" ? [] : deviceFaults(document, settings, "DeviceRGB")),
  },
  {
    id: "colour/device-cmyk", severity: "error", demanded: { x4: "", a: "6.2.4.3" }, subject: "8.6.4.4",
    what: "DeviceCMYK is used under a CMYK output intent only, or stands for a DefaultCMYK.", hint: "Give the file a CMYK output intent, or the colours an ICC profile.",
    check: (document, settings) => {
      const space = intendedSpace(document, settings);
      // Without any intent X-4 has said so already.
      return space === "CMYK" || (space === undefined && wantsIntent(settings)) ? [] : deviceFaults(document, settings, "DeviceCMYK");
    },
  },
  {
    id: "colour/device-gray", severity: "error", demanded: { a: "6.2.4.3" }, subject: "8.6.4.2",
    what: "DeviceGray is used under an output intent only, or stands for a DefaultGray.", hint: "Give the file an output intent GTS_PDFA1.",
    check: (document, settings) => (intendedSpace(document, settings) !== undefined || wantsIntent(settings) ? [] : deviceFaults(document, settings, "DeviceGray")),
  },
  {
    id: "colour/icc-profile", severity: "error", demanded: { x4: "", a: "6.2.4.2" }, subject: "8.6.5.5",
    what: "The profile of an ICCBased space is whole, and its N is the number of its components.", hint: "Embed the profile anew from a sound file.",
    check: (document) => perPage([...leaves(document)].flatMap(({ use, space }) => {
      const message = space.family === "ICCBased" ? profileFault(document, space.profile) : undefined;
      return message === undefined ? [] : [{ object: space.family === "ICCBased" ? space.profile.id : use.object, page: use.page, message }];
    })),
  },
  {
    id: "colour/spot-definition", severity: "error", demanded: { x4: "", a: "6.2.4.4" }, subject: "8.6.6.4",
    what: "Spot colours of the same name have the same alternate space and tint transform.", hint: "Define the spot colour once and use it everywhere.",
    check: (document) => perPage(differingSpots(document)),
  },
  {
    id: "colour/colorants", severity: "error", demanded: { a: "6.2.4.4" }, subject: "8.6.6.5",
    what: "A DeviceN space describes its spot colours in Colorants.", hint: "Add the spot colours to the Colorants of its attributes.",
    check: (document) => perPage(undescribedSpots(document)),
  },
  {
    id: "colour/colorant-count", severity: "error", demanded: { x4: "", a: "6.1.13" }, subject: "Annex C",
    what: "A DeviceN space has 32 colorants at most.", hint: "Use fewer inks.",
    check: (document) => perPage([...separations(document)].filter(({ space }) => space.names.length > 32).map(({ use, space }) => ({ object: use.object, page: use.page, message: `A DeviceN space has ${space.names.length} colorants.` }))),
  },
  {
    id: "colour/overprint-mode", severity: "error", demanded: { x4: "", a: "6.2.4.2" }, subject: "8.6.7",
    what: "ICCBased CMYK does not overprint with overprint mode 1.", hint: "Use DeviceCMYK for what overprints.",
    check: (document) => perPage([...leaves(document)].filter(({ use, space }) => isCmykProfile(space) && use.overprint && use.overprintMode === 1)
      .map(({ use }) => ({ object: use.object, page: use.page, message: `${nouns[use.kind]} in ICCBased CMYK overprints with OPM 1.` }))),
  },
  {
    id: "colour/indexed-table", severity: "error", demanded: { x4: "", a: "" }, subject: "8.6.6.3",
    what: "The table of an Indexed space is as long as its colours need.", hint: "Save the image anew.",
    check: (document) => perPage([...leaves(document)].flatMap(({ use, space }) => {
      if (space.family !== "Indexed") return [];
      const bytes = space.table instanceof PdfDictionary ? document.data(space.table) : tableBytes(space.table);
      const needed = ((space.high ?? 0) + 1) * space.base.components;
      return (bytes?.length ?? 0) >= needed ? [] : [{ object: use.object, page: use.page, message: `The table of an Indexed space has ${bytes?.length ?? 0} bytes and needs ${needed}.` }];
    })),
  },
];
