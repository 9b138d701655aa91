/** Something that lies where the objects are. */
export interface StoredThing {
  /** As a person finds it: a path within the store. */
  readonly place: string;
  readonly bytes: number;
  /** An object by its name; what an interrupted write left; or nothing that this program puts there. */
  readonly kind: "object" | "leftover" | "foreign";
  /** Of an object: the name it has, which says what its content must hash to. */
  readonly sha256?: string;
}

/**
 * Files by the SHA-256 of their content. None is ever changed or overwritten; what `put` promises is on the disk, whole, whatever happens after.
 *
 * All functions throw {@link ArchiveFault} for what is the user's or the machine's fault: no permission, disk full, no such bucket …
 */
export interface ObjectStore {
  /** How messages name it. */
  readonly place: string;
  /**
   * Keeps bytes. Done again it changes nothing; an object that is there but damaged (its content does not hash to its name) is an `ArchiveFault` `archive/damaged-object`, not overwritten.
   *
   * @returns the SHA-256 in hex
   */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** The bytes as they lie there, not checked; `undefined` where there is no such object. */
  readonly get: (sha256: string) => Promise<Uint8Array | undefined>;
  /** Everything that lies there, in no certain order. */
  readonly list: () => AsyncIterable<StoredThing>;
  readonly close: () => Promise<void>;
}
