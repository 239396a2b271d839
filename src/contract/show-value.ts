/** Writes a value for an error's message: short, and never failing itself. */
export function showValue(value: unknown): string {
  const text = typeof value === 'object' || typeof value === 'string' ? toJson(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return String(value);
  }
}
