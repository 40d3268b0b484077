import { describe, expect, test } from "vitest";
import { circuit, Paused, type Sign } from "#app/platform/channels/circuit.ts";

class Fault extends Error {
  constructor(readonly sign: Sign) {
    super("faute");
  }
}
const down = new Fault({ kind: "down", reason: "ENT injoignable" });

function breaker() {
  let at = 0;
  const said: (string | null)[] = [];
  const one = circuit((error) => (error instanceof Fault ? error.sign : null), {
    clock: () => at,
    onChange: (reason) => said.push(reason),
  });
  let asked = 0;
  const tries = (error?: Error) =>
    one
      .run(async () => {
        asked += 1;
        if (error) throw error;
        return "fait";
      })
      .catch((thrown: unknown) => thrown);
  return { tries, one, said, asked: () => asked, pass: (ms: number) => (at += ms) };
}

describe("a circuit before a server that may be away", () => {
  test("after three failures in a row a thousand messages are answered without asking", async () => {
    const { tries, asked, said } = breaker();
    for (let n = 0; n < 3; n += 1) await tries(down);
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => tries()));
    expect(answers.every((one) => one instanceof Paused && one.reason === "ENT injoignable")).toBe(true);
    expect(asked()).toBe(3);
    expect(said).toEqual(["ENT injoignable"]);
  });

  test("then one tries, the others still wait; it answers, and all go on", async () => {
    const { tries, one, said, pass } = breaker();
    for (let n = 0; n < 3; n += 1) await tries(down);
    pass(5_000);
    let free = () => {};
    const probe = one.run(() => new Promise<void>((resolve) => (free = resolve)));
    expect(await tries()).toBeInstanceOf(Paused);
    free();
    await probe;
    expect(await tries()).toBe("fait");
    expect(said).toEqual(["ENT injoignable", null]);
  });

  test("each failed probe doubles the pause, up to a minute", async () => {
    const { tries, asked, pass } = breaker();
    for (let n = 0; n < 3; n += 1) await tries(down);
    pass(5_000);
    await tries(down);
    pass(9_999);
    expect(await tries()).toBeInstanceOf(Paused);
    pass(1);
    for (let n = 0; n < 10; n += 1) {
      await tries(down);
      pass(60_000);
    }
    expect(asked()).toBe(14);
    expect(await tries()).toBe("fait");
  });

  test("its first answer says that it works, even when nobody saw it fail", async () => {
    const { tries, said } = breaker();
    await tries();
    await tries();
    expect(said).toEqual([null]);
  });

  test("failures with answers in between are no outage, nor is a message refused", async () => {
    const { tries, asked } = breaker();
    for (let n = 0; n < 10; n += 1) {
      await tries(down);
      await tries(down);
      await tries(new Fault(null));
    }
    expect(asked()).toBe(30);
  });

  test("an account that is refused is not tried again and again", async () => {
    const { tries, asked } = breaker();
    await tries(new Fault({ kind: "blocked", reason: "mot de passe refusé" }));
    expect(await tries()).toBeInstanceOf(Paused);
    expect(asked()).toBe(1);
  });
});
