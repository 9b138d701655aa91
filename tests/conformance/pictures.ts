import sharp, { type Sharp } from "sharp";

const [width, height] = [240, 160];

/** Soft hills of three colours, and where asked an alpha channel that fades out to the right. */
function raw(channels: 3 | 4): Buffer {
  const pixels = Buffer.alloc(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * channels;
      pixels[at] = Math.round((255 * x) / width);
      pixels[at + 1] = Math.round((255 * y) / height);
      pixels[at + 2] = x < width / 2 === y < height / 2 ? 220 : 30;
      if (channels === 4) pixels[at + 3] = Math.round(255 * (1 - x / width));
    }
  }
  return pixels;
}

const picture = (channels: 3 | 4 = 3): Sharp => sharp(raw(channels), { raw: { width, height, channels } }).withMetadata({ density: 300 });

/** Files of every kind of pixels, by name. */
export const pictures: Readonly<Record<string, Buffer>> = {
  "colours.jpg": await picture().jpeg({ quality: 85 }).toBuffer(),
  "colours.png": await picture().png().toBuffer(),
  "alpha.png": await picture(4).png().toBuffer(),
  "palette.png": await picture(4).png({ palette: true, colours: 16 }).toBuffer(),
  "grey.png": await picture().greyscale().toColourspace("b-w").png().toBuffer(),
  "grey-alpha.png": await picture(4).greyscale().toColourspace("b-w").png().toBuffer(),
  "inks.jpg": await picture().toColourspace("cmyk").jpeg({ quality: 90 }).toBuffer(),
  "colours.webp": await picture(4).webp({ lossless: true }).toBuffer(),
  "inks.tif": await picture().toColourspace("cmyk").tiff({ compression: "lzw" }).toBuffer(),
};
