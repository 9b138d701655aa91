/** An error of the operating system's, with its code, as in `ENOSPC`. */
export interface SystemError extends Error {
  readonly code: string;
}

/** Whether the system, or Node in its place (a file too large to be read at once), refused something. */
export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "code" in error && typeof error.code === "string" && ("syscall" in error || error.code.startsWith("ERR_FS_"));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "part of the path is a file and no folder",
  ELOOP: "its symbolic links go round in a circle",
  EISDIR: "a folder has that name",
  EEXIST: "a file has that name",
  EACCES: "you have no permission",
  EPERM: "the system does not permit it",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "your quota of the disk is used up",
  EFBIG: "the disk holds no file as large",
  ENAMETOOLONG: "the name is too long",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EIO: "the disk reports an error",
  ESTALE: "the disk is no longer there",
};

/** Why the system refused to read or write a file, as the end of a sentence. */
export function reasonOf({ code, message }: Pick<SystemError, "code" | "message">): string {
  return reasons[code] ?? message;
}

const readingReasons: Readonly<Record<string, string>> = {
  ENOENT: "there is none of that name",
  EISDIR: "it is a folder",
  EACCES: "you have no permission to read it",
  EPERM: "you have no permission to read it",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GB",
};

/** Why a file that was named could not be read, as the end of a sentence. */
export function readingReasonOf(error: Pick<SystemError, "code" | "message">): string {
  return readingReasons[error.code] ?? reasonOf(error);
}
