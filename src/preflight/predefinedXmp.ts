import { namespaces } from "./xmp.ts";

/** The properties of XMP Specification 2005, which PDF/A-2 takes for known (ISO 19005-2, 6.6.2.3.1), of the namespaces that documents use most. */
const predefined = new Map<string, ReadonlySet<string>>([
  [namespaces.dc, words("contributor coverage creator date description format identifier language publisher relation rights source subject title type")],
  [namespaces.xmp, words("Advisory BaseURL CreateDate CreatorTool Identifier Label MetadataDate ModifyDate Nickname Rating Thumbnails")],
  [namespaces.xmpMM, words("DerivedFrom DocumentID History InstanceID ManagedFrom Manager ManageTo ManageUI ManagerVariant RenditionClass RenditionParams VersionID Versions LastURL RenditionOf SaveID")],
  [namespaces.xmpRights, words("Certificate Marked Owner UsageTerms WebStatement")],
  [namespaces.pdf, words("Keywords PDFVersion Producer")],
  [namespaces.photoshop, words("AuthorsPosition CaptionWriter Category City Country Credit DateCreated Headline Instructions Source State SupplementalCategories TransmissionReference Urgency")],
  [namespaces.pdfaid, words("part amd conformance corr rev")],
  [namespaces.pdfaExtension, words("schemas")],
]);

/** Namespaces of that specification whose properties are not listed one by one here. */
const wholly = new Set([
  "http://ns.adobe.com/xap/1.0/bj/", "http://ns.adobe.com/xap/1.0/t/pg/", "http://ns.adobe.com/xmp/1.0/DynamicMedia/", "http://ns.adobe.com/camera-raw-settings/1.0/",
  "http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/exif/1.0/", "http://ns.adobe.com/exif/1.0/aux/",
]);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/** Whether a property needs no description in an extension schema. */
export function isPredefined(namespace: string, name: string): boolean {
  return wholly.has(namespace) || predefined.get(namespace)?.has(name) === true;
}
