import type { Output, OutputCondition } from "../press/index.ts";
import type { PdfFile, PdfReference, PdfValue } from "./pdfkitDocument.ts";
import { textString } from "./pdfkitDocument.ts";

/**
 * Writes the output intents (ISO 32000-1, 14.11.5): one for PDF/X, one for PDF/A, both with the same profile object, as ISO 19005-2, 6.2.3 asks.
 *
 * @param condition the press whose inks the device colours are; they are sRGB without one
 * @param sRGB gives the profile of RGB colours, written once
 */
export function writeOutputIntents(file: PdfFile, { promises }: Output, condition: OutputCondition | undefined, sRGB: () => PdfReference): void {
  const kinds = [...(promises.pdfX ? ["GTS_PDFX"] : []), ...(promises.pdfA ? ["GTS_PDFA1"] : [])];
  if (kinds.length === 0) return;
  const details = condition === undefined ? screenDetails(sRGB()) : pressDetails(file, condition);
  const intents = kinds.map((kind) => {
    const intent = file.object({ Type: "OutputIntent", S: kind, ...details });
    intent.end();
    return intent;
  });
  file.setCatalogEntry("OutputIntents", intents);
}

function screenDetails(profile: PdfReference): Record<string, PdfValue> {
  return { OutputConditionIdentifier: textString("sRGB"), Info: textString("IEC 61966-2-1"), DestOutputProfile: profile };
}

function pressDetails(file: PdfFile, { identifier, registry, description, profile }: OutputCondition): Record<string, PdfValue> {
  return {
    OutputConditionIdentifier: textString(identifier),
    OutputCondition: textString(description),
    ...(registry !== undefined && { RegistryName: textString(registry) }),
    Info: textString(description),
    DestOutputProfile: file.stream({ N: 4, Filter: "FlateDecode" }, profile.deflated()),
  };
}
