/**
 * Lets questions that come in the same moment share one statement: those asked while one is being answered wait for
 * the next.
 * @param answer answers several at once, in their order.
 */
export function gather<Question, Answer>(answer: (questions: Question[]) => Promise<Answer[]>, most = 100) {
  let waiting: { question: Question; tell: (answer: Answer) => void; fail: (error: unknown) => void }[] = [];
  let busy = false;

  async function turn(): Promise<void> {
    if (busy) return;
    busy = true;
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const answers = await answer(group.map(({ question }) => question));
        for (const [n, { tell }] of group.entries()) tell(answers[n] as Answer);
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
    busy = false;
  }

  return (question: Question): Promise<Answer> =>
    new Promise((tell, fail) => {
      waiting.push({ question, tell, fail });
      void turn();
    });
}
