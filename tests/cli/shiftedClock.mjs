// A preload: the process believes that it runs on another day, and later by the second with every look at the clock.
const { Date: RealDate } = globalThis;
const start = RealDate.UTC(2031, 1, 28, 23, 59, 58);
let looks = 0;

globalThis.Date = class extends RealDate {
  constructor(...words) {
    if (words.length === 0) super(start + 1000 * looks++);
    else super(...words);
  }

  static now() {
    return start + 1000 * looks++;
  }
};
Math.random = () => 0.123456789;
