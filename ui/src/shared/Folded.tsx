import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

/** So many rows of a list stand open before the rest is folded. */
const open = 5;

/** A list of which the first five rows are shown; a button unfolds the rest. */
export function Folded<T>({
  rows,
  className,
  children,
}: {
  rows: T[];
  className: string;
  children: (row: T) => ReactNode;
}) {
  const { t } = useTranslation("shell");
  const [whole, unfold] = useState(false);
  return (
    <>
      <ul className={className}>{(whole ? rows : rows.slice(0, open)).map(children)}</ul>
      {rows.length > open && (
        <Button type="link" size="small" className="fold" aria-expanded={whole} onClick={() => unfold(!whole)}>
          {whole ? t("fold") : t("unfold", { n: rows.length })}
        </Button>
      )}
    </>
  );
}
