/**
 * Stands in, in the command line's bundle, for what PDFKit imports at once and this program never calls: its font reader, line breaking,
 * encryption and PNG decoding. They cost a third of a short run's time.
 */
function leftOut(): never {
  throw new Error("this part of PDFKit is left out of the bundle: see scripts/leftOut.ts");
}

export { leftOut as cbc, leftOut as create, leftOut as default, leftOut as ecb };
