import type { PdfDictionary } from "./objects.ts";

interface Mark {
  readonly isArtifact: boolean;
  readonly mcid: string | undefined;
  readonly hasActualText: boolean;
}

/** The marked content that surrounds a place in content (ISO 32000-1, 14.6), through forms. */
export class MarkStack {
  readonly #marks: Mark[] = [];

  get depth(): number {
    return this.#marks.length;
  }

  /**
   * Opens marked content.
   *
   * @returns What stands inside what it must not stand in (ISO 14289-1, 7.1), if anything does.
   */
  open(tag: string, properties: PdfDictionary | undefined, owner: string): "artifact-inside-tag" | "tag-inside-artifact" | undefined {
    const number = properties?.number("MCID");
    const isArtifact = tag === "Artifact";
    const [insideTag, insideArtifact] = [this.mark !== undefined, this.#marks.some((mark) => mark.isArtifact)];
    this.#marks.push({ isArtifact, mcid: number === undefined ? undefined : `${owner} ${number}`, hasActualText: properties?.has("ActualText") === true });
    if (isArtifact && insideTag) return "artifact-inside-tag";
    return number !== undefined && insideArtifact ? "tag-inside-artifact" : undefined;
  }

  close(): void {
    this.#marks.pop();
  }

  /** The innermost mark that the structure tree can name. */
  get mark(): string | undefined {
    return this.#marks.findLast(({ mcid }) => mcid !== undefined)?.mcid;
  }

  get isTaggedOrArtifact(): boolean {
    return this.#marks.some(({ isArtifact, mcid }) => isArtifact || mcid !== undefined);
  }

  get hasActualText(): boolean {
    return this.#marks.some(({ hasActualText }) => hasActualText);
  }
}
