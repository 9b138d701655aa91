/** Adds up how long each stage of a build takes. */
export interface StageClock {
  /** Runs `work` and books its time, to the end of its promise if it returns one, under `stage`. */
  readonly time: <T>(stage: string, work: () => T) => T;
  /** Wall-clock milliseconds by stage, in the order in which the stages first ran. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** Starts a clock with nothing on it. */
export function stageClock(): StageClock {
  const milliseconds: Record<string, number> = {};
  const book = (stage: string, since: number): void => {
    milliseconds[stage] = (milliseconds[stage] ?? 0) + performance.now() - since;
  };
  return {
    milliseconds,
    time(stage, work) {
      const since = performance.now();
      const result = work();
      if (result instanceof Promise) void result.finally(() => { book(stage, since); }).catch(() => undefined);
      else book(stage, since);
      return result;
    },
  };
}
