/** Mean of the F1 of every label that is due at least once, as scikit-learn's `f1_score(average="macro")` has it. */
export function macroF1(due: readonly string[], given: readonly string[]): number {
  const labels = [...new Set(due)];
  const scores = labels.map((label) => {
    const right = due.filter((one, at) => one === label && given[at] === label).length;
    const wanted = due.filter((one) => one === label).length;
    const shown = given.filter((one) => one === label).length;
    return (2 * right) / (wanted + shown);
  });
  return scores.reduce((sum, score) => sum + score, 0) / labels.length;
}
