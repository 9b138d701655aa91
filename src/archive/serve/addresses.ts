/** The addresses of the reading pages, all within the server. */
export const addresses = {
  home: (page = 1): string => (page === 1 ? "/" : `/?page=${page}`),
  month: (month: string): string => `/months/${month}`,
  edition: (digest: string): string => `/editions/${digest}`,
  page: (digest: string, page: number, asked: { readonly words?: string | undefined; readonly zoom?: number | undefined } = {}): string =>
    `/editions/${digest}/pages/${page}${queryString({ q: asked.words, zoom: asked.zoom === undefined || asked.zoom === 1 ? undefined : String(asked.zoom) })}`,
  picture: (digest: string, page: number, width: PictureWidth): string => `/images/${digest}/${page}@${width}.webp`,
  file: (digest: string, name: string): string => `/files/${digest}/${name.split("/").map((part) => encodeURIComponent(part.toWellFormed())).join("/")}`,
  search: (asked: Readonly<Record<string, string | undefined>>): string => `/search${queryString(asked)}`,
};

/** px; pictures are drawn in these widths and no others. */
export const pictureWidths = [240, 480, 960, 1600, 2400] as const;
export type PictureWidth = (typeof pictureWidths)[number];

/** The values that are there, as the query of an address. */
function queryString(values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== "") query.set(name, value);
  return query.size === 0 ? "" : `?${query.toString()}`;
}

/** For `srcset`: a page's picture in all widths from one on. */
export function pictureSet(digest: string, page: number, widths: readonly PictureWidth[]): string {
  return widths.map((width) => `${addresses.picture(digest, page, width)} ${width}w`).join(", ");
}
