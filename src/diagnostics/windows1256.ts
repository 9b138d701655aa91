/** How often each letter stands in Arabic text, per mille: counted over the Universal Declaration of Human Rights, rounded. */
const letterShares =
  "ا158 ل124 ي70 م64 و57 ت45 ن42 ة38 ر37 ع36 د32 ق30 أ29 ح27 ه26 ف24 ب22 س21 ك18 ج14 إ12 ش9 خ9 ض8 ص8 ى7 ذ6 ز5 ط5 ء4 غ4 ئ2 ظ2 ث2 آ1 ؤ1 پ1 چ1 ژ1 گ1 ک18 ہ4 ے4 ں2 ھ1 ٹ1 ڈ1 ڑ1";

/** What stands between Arabic letters and says nothing for or against: harakat, tatweel, punctuation, no-break space, direction marks. */
const neutral = "ـًٌٍَُِّْ،؛؟«»“”‘’‚„…–—•·×÷°\u00a0\u200c\u200d\u200e\u200f";

/** A byte that Arabic text does not hold, or that stands within a Latin word, counts as one in ten thousand against bytes drawn evenly. */
const strangerEvidence = Math.log2(1e-4 * 128);

/** Bits of evidence that must speak for Arabic in all: some ten letters. */
const leastEvidence = 24;
/**
 * Bits by which a letter must speak for Arabic on average. Over the Universal Declaration in all its languages and in thirty other encodings, Arabic has
 * 2.6, Persian 2.1 and the nearest of the others 0.6 (ISO 8859-6, KOI8-R).
 */
const leastEvidencePerLetter = 1.2;
/**
 * Sequences of valid UTF-8 that follow one another. A letter before a comma or a Persian kaf in Windows-1256 looks like one; four in a row are a word that
 * was written in UTF-8.
 */
const mostUtf8Sequences = 3;
/** Control characters are no part of copy; compressed data are full of them. */
const mostControls = 0.001;

interface ByteTables {
  /** Bits for (positive) or against Arabic, for bytes of 80 and above. */
  readonly evidence: Float64Array;
  readonly neutral: Uint8Array;
}

/**
 * Whether bytes that are not UTF-8 read as Arabic in Windows-1256: a likelihood ratio of its letters' shares in Arabic text against bytes drawn evenly,
 * and no word of UTF-8 among them.
 */
export function looksLikeWindows1256(bytes: Uint8Array): boolean {
  const tables = byteTables();
  let letters = 0;
  let evidence = 0;
  let controls = 0;
  let sequences = 0;
  let sequencesEnd = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) {
      if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) controls++;
      continue;
    }
    if (index >= sequencesEnd && isUtf8Sequence(bytes, index)) {
      sequences = index === sequencesEnd ? sequences + 1 : 1;
      if (sequences > mostUtf8Sequences) return false;
      sequencesEnd = index + utf8SequenceLength(byte);
    }
    if (tables.neutral[byte] === 1) continue;
    letters++;
    evidence += isLatin(bytes[index - 1]) || isLatin(bytes[index + 1]) ? strangerEvidence : (tables.evidence[byte] ?? 0);
  }
  return evidence >= leastEvidence && evidence >= leastEvidencePerLetter * letters && controls <= mostControls * bytes.length;
}

function isLatin(byte = 0): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

/** The length in bytes of a UTF-8 sequence by its first byte (RFC 3629, section 3); 1 for a byte that begins none. */
export function utf8SequenceLength(lead: number): number {
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
}

function isUtf8Sequence(bytes: Uint8Array, index: number): boolean {
  const length = utf8SequenceLength(bytes[index] ?? 0);
  for (let next = 1; next < length; next++) {
    if (((bytes[index + next] ?? 0) & 0xc0) !== 0x80) return false;
  }
  return length > 1;
}

function byteTables(): ByteTables {
  const shares = new Map([...letterShares.matchAll(/(\D)(\d+) ?/gu)].map(([, letter = "", share]) => [letter, Number(share) / 1000]));
  const tables: ByteTables = { evidence: new Float64Array(256), neutral: new Uint8Array(256) };
  const characters = new TextDecoder("windows-1256").decode(Uint8Array.from({ length: 128 }, (_, index) => 0x80 + index));
  for (let index = 0; index < characters.length; index++) {
    const character = characters.charAt(index);
    const share = shares.get(character);
    tables.evidence[0x80 + index] = share === undefined ? strangerEvidence : Math.log2(share * 128);
    tables.neutral[0x80 + index] = neutral.includes(character) ? 1 : 0;
  }
  return tables;
}
