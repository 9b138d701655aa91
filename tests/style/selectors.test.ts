import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elementsOf, style, styled } from "./stage.ts";

const html = `<html lang=ar><body id=body class="page main">
<h1 id=h class="headline lead">عنوان</h1>
<p id=a class="Body">x</p>text<p id=b data-kind="first-para" lang="en-GB">x <b id=bold>x</b></p>
<div id=d><p id=c></p><p id=e> </p><a id=l href="#">x</a><a id=m>x</a></div>
<p id=f title="سعر 100%"><i id=i></i></p></body></html>`;

/** Ids of the elements that a selector matches, in order. */
function matched(selector: string, markup = html): string[] {
  const { root } = styled({ html: markup, css: `* { text-indent: 0 } ${selector} { text-indent: 77pt !important }` });
  return elementsOf(root).filter(({ style: { textIndent } }) => textIndent === 77).map(({ attributes, tag }) => attributes["id"] ?? tag);
}

describe("selectors match", () => {
  test.each([
    ["p", ["a", "b", "c", "e", "f"]], ["P", ["a", "b", "c", "e", "f"]], ["#a", ["a"]], [".lead", ["h"]], [".headline.lead", ["h"]], ["h1.lead", ["h"]], [".body", []], [".Body", ["a"]],
    ["#a, #b", ["a", "b"]], ["div p", ["c", "e"]], ["body > p", ["a", "b", "f"]], ["h1 + p", ["a"]], ["h1 ~ p", ["a", "b", "f"]], ["a + p", []], ["p b", ["bold"]],
    ["[title]", ["f"]], ["[data-kind=first-para]", ["b"]], ["[data-kind|=first]", ["b"]], ["[data-kind^=first]", ["b"]], ["[data-kind$='para']", ["b"]], ["[data-kind*='t-p']", ["b"]],
    ["[class~=lead]", ["h"]], ["[title='سعر 100%']", ["f"]], ["[data-kind='FIRST-PARA' i]", ["b"]], ["[id=A]", []],
    [":root", ["html"]], ["p:empty", ["c", "e"]], ["p:first-child", ["c"]], [":last-child:not(html, body, b, i)", ["m", "f"]], [":only-child", ["html", "bold", "i"]],
    ["p:first-of-type", ["a", "c"]], ["p:last-of-type", ["e", "f"]], ["div:only-of-type", ["d"]], ["p:nth-of-type(2)", ["b", "e"]], ["p:nth-last-of-type(1)", ["e", "f"]],
    ["body > :nth-child(odd)", ["h", "b", "f"]], ["body > :nth-child(2n + 2)", ["a", "d"]], ["body > :nth-child(-n+2)", ["h", "a"]], ["body > :nth-last-child(1)", ["f"]],
    ["body > :nth-child(2 of p)", ["b"]], ["body > :nth-last-child(1 of #a, #b)", ["b"]], ["body > :nth-child(n)", ["h", "a", "b", "d", "f"]], ["body > :nth-child(0n+3)", ["b"]],
    [":is(h1, #a)", ["h", "a"]], [":where(h1, #a)", ["h", "a"]], ["p:not(#a, #b, :empty)", ["f"]], ["p:has(b)", ["b"]], ["p:has(> i)", ["f"]], ["h1:has(+ p)", ["h"]],
    [":lang(en)", ["b", "bold"]], ["p:lang(ar)", ["a", "c", "e", "f"]], [":link", ["l"]], [":any-link", ["l"]], ["p:dir(rtl)", ["a", "b", "c", "e", "f"]], [":dir(ltr)", []],
    ["/* a */ p /* b */ > /* c */ b", ["bold"]], ["h1/**/.lead", ["h"]], ["#\\61 ", ["a"]], [".\\42 ody", ["a"]],
  ])("%s", (selector, ids) => {
    expect(matched(selector)).toEqual(ids);
  });
});

describe("counting siblings", () => {
  test("agrees with counting one by one, for any An+B and any siblings", () => {
    const an = fc.integer({ min: -4, max: 4 });
    const tags = fc.array(fc.constantFrom("p", "b", "i"), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(tags, an, an, fc.constantFrom("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"), (names, a, b, pseudo) => {
        const markup = `<html><body>${names.map((name, i) => `<${name} id=n${i}>x</${name}>`).join("")}</body></html>`;
        const expected = names.flatMap((name, i) => {
          const counted = names.map((other, at) => ({ other, at })).filter(({ other }) => pseudo.includes("child") || other === name);
          const before = counted.filter(({ at }) => (pseudo.includes("last") ? at >= i : at <= i)).length;
          const fits = a === 0 ? before === b : Array.from({ length: 30 }, (_, n) => a * n + b).includes(before);
          return fits ? [`n${i}`] : [];
        });
        expect(matched(`body > :${pseudo}(${a}n${b < 0 ? b : `+${b}`})`, markup)).toEqual(expected);
      }),
    );
  });

  test.each([["even", ["1", "3"]], ["ODD", ["0", "2", "4"]], ["+3", ["2"]], ["-n + 3", ["0", "1", "2"]], ["N", ["0", "1", "2", "3", "4"]], ["-2n-1", []], ["3n - 1", ["1", "4"]]])("reads %s", (text, ids) => {
    const markup = `<html><body>${[0, 1, 2, 3, 4].map((i) => `<p id=${i}>x</p>`).join("\n")}</body></html>`;
    expect(matched(`p:nth-child(${text})`, markup)).toEqual(ids);
  });
});

describe("what is no selector drops the whole rule, what is not supported drops itself", () => {
  test.each([
    ["p:frst-child, h1", "style/invalid-selector", []], ["p >, h1", "style/invalid-selector", []], ["> p, h1", "style/invalid-selector", []], ["p > > b, h1", "style/invalid-selector", []],
    ["p:nth-child(x), h1", "style/invalid-selector", []], ["p:first-child(2), h1", "style/invalid-selector", []], ["p:not, h1", "style/invalid-selector", []], ["p[, h1", "style/syntax", []],
    ["p..a, h1", "style/invalid-selector", []], ["p:contains(x), h1", "style/invalid-selector", []], [", h1", "style/invalid-selector", []], ["p || b, h1", "style/invalid-selector", []],
    ["p::before, h1", "style/unsupported-selector", ["h"]], ["p:before, h1", "style/unsupported-selector", ["h"]], ["p::first-letter, h1", "style/unsupported-selector", ["h"]],
    ["p:hover, h1", "style/unsupported-selector", ["h"]], ["svg|p, h1", "style/unsupported-selector", ["h"]], 
    [":is(p::before), h1", "style/unsupported-selector", ["h"]],
  ])("%s", (selector, code, ids) => {
    const { document, diagnostics } = style({ html, css: `${selector} { text-indent: 77pt }` });
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    for (const { hint, span } of diagnostics) expect([hint, span]).not.toContain(undefined);
    const elements = document ? elementsOf(document.root) : [];
    expect(elements.filter(({ style: { textIndent } }) => textIndent === 77).map(({ attributes }) => attributes["id"])).toEqual(ids);
  });
});
