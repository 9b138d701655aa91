/** An error of the operating system's, with its code, as in `ENOSPC`. */
export interface SystemError extends Error {
  readonly code: string;
}

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
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
