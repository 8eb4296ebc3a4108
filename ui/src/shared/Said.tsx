/** Says to whoever listens instead of looking what an act came to. It stands there before, or nothing is heard. */
export function Said({ words }: { words: string }) {
  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}
