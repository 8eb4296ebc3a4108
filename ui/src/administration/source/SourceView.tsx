import { useTranslation } from "react-i18next";

/** A published source with numbered lines, to be read. */
export function SourceView({ source, label }: { source: string; label: string }) {
  const { t } = useTranslation("administration");
  if (source === "") return <p className="hint">{t("source.none")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="source-view" aria-label={label} tabIndex={0}>
      <ol>
        {source.split("\n").map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of a text is named by its number
          <li key={i}>
            <code>{line || " "}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}
