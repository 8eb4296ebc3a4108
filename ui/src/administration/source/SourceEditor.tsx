import { Button } from "antd";
import { type Ref, useId, useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { countLines, longest, stretchOf } from "./text";

/** What the page around an editor can ask of it. */
export type EditorHandle = { goTo: (line: number) => void };

type Asked = {
  label: string;
  accept: string;
  value: string;
  onChange: (text: string) => void;
  /** Lines that carry a fault. */
  marked?: number[];
  ref?: Ref<EditorHandle>;
};

const lineHeight = 20;

/** A text with numbered lines, typed or read from a file. */
export function SourceEditor({ label, accept, value, onChange, marked = [], ref }: Asked) {
  const { t } = useTranslation("administration");
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({
    goTo(line) {
      const { start, end } = stretchOf(value, line);
      text.current?.focus();
      text.current?.setSelectionRange(start, end);
      text.current?.scrollTo({ top: Math.max(0, (line - 5) * lineHeight) });
    },
  }));
  const faulty = new Set(marked);
  return (
    <div className="source">
      <div className="panel-head">
        <label htmlFor={id}>{label}</label>
        <input
          ref={chooser}
          type="file"
          hidden
          accept={accept}
          aria-label={t("source.file")}
          onChange={async (event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (file) onChange(await file.text());
          }}
        />
        <Button size="small" icon={<Icon name="upload" />} onClick={() => chooser.current?.click()}>
          {t("source.file")}
        </Button>
      </div>
      <div className="source-text">
        <div className="source-gutter" ref={gutter} aria-hidden="true">
          {Array.from({ length: countLines(value) }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a text is named by its number
            <span key={i} className={faulty.has(i + 1) ? "source-faulty" : undefined}>
              {i + 1}
            </span>
          ))}
        </div>
        <textarea
          id={id}
          ref={text}
          value={value}
          spellCheck={false}
          wrap="off"
          rows={18}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => gutter.current?.scrollTo({ top: event.currentTarget.scrollTop })}
        />
      </div>
      <small className={value.length > longest ? "fault-line" : "hint"}>
        {t("source.length", { n: value.length, most: longest })}
      </small>
    </div>
  );
}
