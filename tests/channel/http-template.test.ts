import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { httpBase, progressWord } from "#app/channel/connectors/http/settings.ts";
import { at, fillForm, fillHeaders, fillJson, fillUrl } from "#app/platform/channels/template.ts";

describe("a request described in configuration", () => {
  test("no text of a message can change the form of a JSON body", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 4 }), (texte, destinataires) => {
        const body = JSON.parse(
          fillJson('{"to": "{destinataires}", "text": "Bonjour {texte}", "n": 3}', { texte, destinataires }),
        );
        expect(body).toEqual({ to: destinataires, text: `Bonjour ${texte}`, n: 3 });
      }),
    );
  });
  test("nor add a field to a form, nor a header, nor leave its place in an address", () => {
    fc.assert(
      fc.property(fc.string(), (texte) => {
        const form = new URLSearchParams(fillForm("a=1&text={texte}", { texte }));
        expect([...form.keys()]).toEqual(["a", "text"]);
        const headers = fillHeaders("X-Objet: {objet}\nX-Fixe: oui", { objet: `${texte}\r\nX-Autre: 1` });
        expect(Object.keys(headers).sort()).toEqual(["x-fixe", "x-objet"]);
        expect(headers["x-objet"]).not.toMatch(/[\r\n]/);
        const url = new URL(
          fillUrl("https://sms.example.invalid/v1/{identifiant}/etat", { identifiant: texte }),
        );
        expect(url.host).toBe("sms.example.invalid");
      }),
    );
  });
  test("a list repeats its field", () => {
    expect(fillForm("to={destinataires}", { destinataires: ["a", "b"] })).toBe("to=a&to=b");
  });
  test("what stands at a path, and nothing that an object only inherits", () => {
    expect(at({ messages: [{ id: 7 }] }, "messages.0.id")).toBe(7);
    expect(at({}, "constructor.name")).toBeUndefined();
    expect(at("x", "length")).toBeUndefined();
    expect(at([1], "")).toEqual([1]);
  });

  const whole = { url: "https://api.example.invalid/x", body: "{}" };
  test.each([
    ["http outside", { url: "http://api.example.invalid/x" }],
    ["a host that is filled in", { url: "https://{uai}.example.invalid/x" }],
    ["credentials in the address", { url: "https://a:b@api.example.invalid" }],
    ["a place that nothing fills", { body: '{"a": "{motdepasse}"}' }],
    ["a status address with a host to fill", { statusUrl: "https://{identifiant}/x" }],
    ["states that say nothing", { states: "remis" }],
    ["a path that is none", { idPath: "a b" }],
  ])("refuses %s", (_, wrong) => {
    expect(httpBase.safeParse({ ...whole, ...wrong }).success).toBe(false);
    expect(httpBase.safeParse(whole).success).toBe(true);
  });
  test("a word of the provider's means what was said of it, and else nothing", () => {
    const states = "delivered = DELIVRD, remis\nfailed=UNDELIV";
    expect(progressWord(states, " delivrd ")).toBe("delivered");
    expect(progressWord(states, "UNDELIV")).toBe("failed");
    for (const word of ["constructor", "", null, {}, undefined])
      expect(progressWord(states, word)).toBeNull();
  });
});
