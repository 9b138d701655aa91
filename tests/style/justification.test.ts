import { describe, expect, test } from "vitest";
import { justifyLimits, justifyProfiles } from "../../src/style/justifyLimits.ts";
import { styleMarkup } from "../../src/style/index.ts";
import { profileNamed, requestedProfile } from "../../src/text/index.ts";
import { byId, codesOf, style, styleOf, valueOf } from "./stage.ts";

test("each profile that a stylesheet may ask for is one that the composer has", () => {
  for (const name of justifyProfiles) expect(profileNamed(name).breaks).toBe("total-fit");
});

describe("limits of justification", () => {
  test.each([
    ["--nashra-justify-space-least: 0.8", { spaceLeast: 0.8 }],
    ["--nashra-justify-space-most: 1.6", { spaceMost: 1.6 }],
    ["--nashra-justify-gap-most: 0.02em", { gapMost: 0.02 }],
    ["--nashra-justify-gap-most: 0", { gapMost: 0 }],
    ["--nashra-justify-elongations-per-line: 1", { elongationsPerLine: 1 }],
    ["--nashra-justify-elongations-per-hundred: 5.5", { elongationsPerHundred: 5.5 }],
    ["--nashra-justify-elongation-longest: .4em", { elongationLongest: 0.4 }],
    ["--nashra-justify-elongation-fewest-letters: 4", { elongationFewestLetters: 4 }],
    ["--nashra-justify-hanging: off", { hanging: false }],
  ])("%s", (declaration, limits) => {
    expect(valueOf(declaration, "justifyLimits")).toEqual(limits);
    expect(codesOf(declaration)).toEqual([]);
  });

  test("all have a test above, and each changes the profile", () => {
    const everything = {
      spaceLeast: 0.9, spaceMost: 1.9, gapMost: 0.1, elongationsPerLine: 9, elongationsPerHundred: 99, elongationLongest: 9, elongationFewestLetters: 9, hanging: false,
    };
    expect(Object.values(justifyLimits).map(({ key }) => key).sort()).toEqual(Object.keys(everything).sort());
    const plain = requestedProfile({ profile: "newspaper", means: "auto", limits: {} });
    for (const [key, value] of Object.entries(everything)) expect(requestedProfile({ profile: "newspaper", means: "auto", limits: { [key]: value } }), key).not.toEqual(plain);
  });

  test("are inherited, and taken through var()", () => {
    const html = "<html><body><div><p id=x>نص</p></div></body></html>";
    expect(styleOf("body { --most: 1.7; --nashra-justify-space-most: var(--most) } div { --nashra-justify-hanging: off }", html).justifyLimits).toEqual({ spaceMost: 1.7, hanging: false });
  });

  test.each(["--nashra-justify-space-least: 2", "--nashra-justify-space-most: wide", "--nashra-justify-gap-most: 3pt", "--nashra-justify-elongations-per-line: 1.5", "--nashra-justify-hanging: yes"])(
    "%s is warned of and changes nothing",
    (declaration) => {
      expect(codesOf(declaration)).toEqual(["style/invalid-value"]);
      const { document } = style({ css: `#x { ${declaration} }` });
      expect(document && byId(document, "x").style.justifyLimits).toEqual({});
    },
  );

  test("a name that there is not is warned of with the nearest one", () => {
    const { diagnostics } = style({ css: "#x { --nashra-justify-space-max: 1.5 }" });
    expect(diagnostics.map(({ code }) => code)).toEqual(["style/unknown-property"]);
    expect(diagnostics[0]?.hint).toContain("--nashra-justify-space-");
  });
});

test("headings are justified by word spaces alone, unless asked", () => {
  const html = "<html><body><h2 id=x>عنوان</h2></body></html>";
  expect(styleOf("", html).textJustify).toBe("inter-word");
  expect(styleOf("h2 { text-justify: kashida }", html).textJustify).toBe("kashida");
});

test("the option for justification takes the place of whatever the stylesheets ask for", () => {
  const markup = {
    html: "<html><body><p id=x style='-nashra-justify: display !important'>نص</p></body></html>", path: "page.hbs", folder: "/templates/news", sources: [],
    stylesheets: [{ path: "style.css", text: "p { -nashra-justify: book !important }" }],
  };
  const root = styleMarkup(markup, () => undefined, { justify: "spaces-only" })?.root;
  expect(JSON.stringify(root)).not.toMatch(/"justifyProfile":"(book|display|newspaper)"/);
});
