import { PdfArray, PdfDictionary, PdfName } from "./objects.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { when, type Fault, type Rule, type RuleSettings } from "./rule.ts";

/** ISO 32000-1, 11.3.5; Compatible is an old name of Normal. */
const blendModes = new Set(["Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity"]);
const renderingIntents = new Set(["AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual"]);

/** Faults of what is used on pages: graphics states, forms, images. */
function inUsed({ content }: PreflightDocument, fault: (used: PdfDictionary) => string | undefined): Fault[] {
  return [...content.used].flatMap(([used, page]) => {
    const message = fault(used);
    return when(message !== undefined, used.id, message ?? "", page);
  });
}

function isState(used: PdfDictionary): boolean {
  return used.stream === undefined && !used.has("PatternType");
}

function inStates(document: PreflightDocument, fault: (state: PdfDictionary) => string | undefined): Fault[] {
  return inUsed(document, (used) => (isState(used) ? fault(used) : undefined));
}

/** Halftones of a state, those of its colorants among them (ISO 32000-1, 10.5.5). */
function halftonesOf(state: PdfDictionary): PdfDictionary[] {
  const halftone = state.dictionary("HT");
  if (halftone === undefined) return [];
  return [halftone, ...[...halftone.entries.keys()].map((key) => halftone.dictionary(key)).filter((part) => part?.has("HalftoneType") === true).filter((part) => part !== undefined)];
}

function halftoneFault(state: PdfDictionary): string | undefined {
  for (const halftone of halftonesOf(state)) {
    const type = halftone.number("HalftoneType");
    if (type !== 1 && type !== 5) return `A halftone has the type ${type ?? "?"}.`;
    if (halftone.has("HalftoneName")) return "A halftone has a name of its own.";
  }
  return undefined;
}

function pageGroups({ pages }: PreflightDocument): { readonly group: PdfDictionary; readonly page: number; readonly object: string }[] {
  return pages.flatMap(({ dictionary, number }) => {
    const group = dictionary.dictionary("Group");
    return group?.name("S") === "Transparency" ? [{ group, page: number, object: dictionary.id }] : [];
  });
}

function allGroups(document: PreflightDocument): { readonly group: PdfDictionary; readonly page: number; readonly object: string }[] {
  const inForms = [...document.content.used].flatMap(([used, page]) => {
    const group = used.stream === undefined ? undefined : used.dictionary("Group");
    return group?.name("S") === "Transparency" ? [{ group, page, object: used.id }] : [];
  });
  return [...pageGroups(document), ...inForms];
}

function intentSpace({ intents }: PreflightDocument, { inForce }: RuleSettings): string | undefined {
  return intents.find(({ subtype }) => subtype === (inForce.has("x4") ? "GTS_PDFX" : "GTS_PDFA1"))?.profile?.colourSpace;
}

const deviceOf: Readonly<Record<string, string>> = { DeviceRGB: "RGB", DeviceCMYK: "CMYK" };

/** Blending in a device space that no profile stands behind. */
function groupSpaces(document: PreflightDocument, settings: RuleSettings): Fault[] {
  const intent = intentSpace(document, settings);
  return allGroups(document).flatMap(({ group, page, object }) => {
    const space = group.get("CS");
    const name = space instanceof PdfName ? space.value : "";
    const wanted = deviceOf[name];
    return when(wanted !== undefined && wanted !== intent && intent !== undefined, object, `A transparency group blends in ${name}, and the output intent is for ${intent ?? ""}.`, page);
  });
}

function pagesWithoutSpace(document: PreflightDocument): Fault[] {
  const stated = new Set(pageGroups(document).filter(({ group }) => group.has("CS")).map(({ page }) => page));
  return [...document.content.transparency].filter(([page]) => !stated.has(page)).map(([page, { object, what }]) => ({ object, page, message: `The page has ${what}, and does not say in which colours to blend.` }));
}

function layerConfigurations({ catalog }: PreflightDocument): PdfDictionary[] {
  const properties = catalog.dictionary("OCProperties");
  if (properties === undefined) return [];
  return [...properties.oneOrMore("D"), ...(properties.array("Configs")?.dictionaries() ?? [])];
}

function ordered(array: PdfArray | undefined, depth = 0): PdfDictionary[] {
  if (array === undefined || depth > 20) return [];
  return array.values().flatMap((item) => (item instanceof PdfDictionary ? [item] : item instanceof PdfArray ? ordered(item, depth + 1) : []));
}

function missingInOrder(document: PreflightDocument, configuration: PdfDictionary): boolean {
  const order = configuration.array("Order");
  if (order === undefined) return false;
  const named = new Set(ordered(order));
  return (document.catalog.dictionary("OCProperties")?.array("OCGs")?.dictionaries() ?? []).some((group) => !named.has(group));
}

/** Rules about graphics states, transparency and layers. */
export const graphicsRules: readonly Rule[] = [
  {
    id: "graphics/transfer", severity: "error", demanded: { x4: "", a: "6.2.5" }, subject: "10.4",
    what: "No transfer function changes tones (TR; TR2 but Default).", hint: "Apply the curve to the colours themselves.",
    check: (document) => inStates(document, (state) => (state.has("TR") || (state.has("TR2") && state.name("TR2") !== "Default") ? "A graphics state has a transfer function." : undefined)),
  },
  {
    id: "graphics/halftone-phase", severity: "error", demanded: { x4: "", a: "6.2.5" }, subject: "Annex C",
    what: "No graphics state has a halftone phase (HTP).", hint: "Leave screening to the press.",
    check: (document) => inStates(document, (state) => (state.has("HTP") ? "A graphics state has a halftone phase." : undefined)),
  },
  {
    id: "graphics/halftone", severity: "error", demanded: { x4: "", a: "6.2.5" }, subject: "10.5.5",
    what: "Halftones have the type 1 or 5 and no name.", hint: "Leave screening to the press.",
    check: (document) => inStates(document, halftoneFault),
  },
  {
    id: "graphics/blend-mode", severity: "error", demanded: { x4: "", a: "6.2.10" }, subject: "11.3.5",
    what: "Blend modes are those of ISO 32000-1.", hint: "Use a standard blend mode.",
    check: (document) => inStates(document, (state) => {
      const mode = state.name("BM");
      const unknown = (mode === undefined ? (state.array("BM")?.names() ?? []) : [mode]).find((name) => !blendModes.has(name));
      return unknown === undefined ? undefined : `There is a blend mode ${unknown}.`;
    }),
  },
  {
    id: "graphics/rendering-intent", severity: "error", demanded: { x4: "", a: "6.2.6" }, subject: "8.6.5.8",
    what: "Rendering intents are those of ISO 32000-1.", hint: "Use RelativeColorimetric.",
    check: ({ content }) => [...content.renderingIntents].filter(([name]) => !renderingIntents.has(name)).map(([name, { object, page }]) => ({ object, page, message: `There is a rendering intent ${name}.` })),
  },
  {
    id: "graphics/group-space", severity: "error", demanded: { x4: "", a: "6.2.10" }, subject: "11.6.6",
    what: "Transparency groups blend in the colours of the output intent or in ICCBased ones.", hint: "Set the group's CS to the output intent's space, DeviceCMYK mostly.",
    check: groupSpaces,
  },
  {
    id: "graphics/page-group", severity: "error", demanded: { a: "6.2.10" }, subject: "11.6.6",
    what: "A page with transparency has a group with a CS, unless there is an output intent GTS_PDFA1.", hint: "Give the page a transparency group with a CS, or the file an output intent.",
    check: (document, settings) => (document.intents.some(({ subtype }) => subtype === "GTS_PDFA1") || settings.inForce.has("x4") ? [] : pagesWithoutSpace(document)),
  },
  {
    id: "graphics/blending-space", severity: "warning", demanded: { shop: "" }, subject: "11.6.6",
    what: "A page with transparency says in which colours to blend.", hint: "Give the page a transparency group with the CS DeviceCMYK.",
    check: pagesWithoutSpace,
  },
  {
    id: "graphics/unknown-operator", severity: "error", demanded: { x4: "", a: "6.2.2" }, subject: "7.8.2",
    what: "Content has the operators of ISO 32000-1 only.", hint: "Save the file anew.",
    check: ({ content }) => [...content.faults.values()].filter(({ kind }) => kind === "unknown-operator").map(({ object, page, detail }) => ({ object, page, message: `The content has an operator ${detail}.` })),
  },
  {
    id: "graphics/missing-resource", severity: "error", demanded: { x4: "", a: "6.2.2" }, subject: "7.8.3",
    what: "What content names is among its resources.", hint: "Save the file anew.",
    check: ({ content }) => [...content.faults.values()].filter(({ kind }) => kind === "undefined-resource").map(({ object, page, detail }) => ({ object, page, message: `The content asks for ${detail}, which is not there.` })),
  },
  {
    id: "layers/name", severity: "error", demanded: { x4: "", a: "6.9", ua: "7.10" }, subject: "8.11.4.3",
    what: "Configurations of layers have a name.", hint: "Name the configuration.",
    check: (document) => layerConfigurations(document).filter((configuration) => (configuration.text("Name") ?? "") === "").map(({ id }) => ({ object: id, message: "A configuration of layers has no name." })),
  },
  {
    id: "layers/automatic", severity: "error", demanded: { x4: "", a: "6.9", ua: "7.10" }, subject: "8.11.4.3",
    what: "No layer is shown or hidden by circumstances (AS).", hint: "Take AS out of the configurations.",
    check: (document) => layerConfigurations(document).filter((configuration) => configuration.has("AS")).map(({ id }) => ({ object: id, message: "A configuration of layers has AS." })),
  },
  {
    id: "layers/order", severity: "error", demanded: { a: "6.9" }, subject: "8.11.4.3",
    what: "The order of layers, where one is given, names all of them.", hint: "Add the missing layers to Order.",
    check: (document) => layerConfigurations(document).filter((configuration) => missingInOrder(document, configuration)).map(({ id }) => ({ object: id, message: "Order does not name every layer." })),
  },
];
