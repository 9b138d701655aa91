export { pathOf as imagePath } from "./imageSource.ts";
export { naturalSize, type OpenedImage, type PixelSpace } from "./openedImage.ts";
export { openImages, type OpenedImages, type OpenImagesOptions } from "./openImages.ts";
export { openPreparation, type PreparedImage, type PrepareImage, type SetSize } from "./prepareImages.ts";
export { checkResolution, type ImagePlace } from "./resolution.ts";
export type { EncodedSamples } from "./encode.ts";
