import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { verbLook, wordOf } from "../looks";

type Asked<Verb extends string> = {
  verbs: readonly Verb[];
  number?: string; // of the card or case, for those who only hear the button
  children: (chosen: Verb, word: string, close: () => void) => ReactNode;
};

/** A button for each verb; the one that is pressed opens what the children give. */
export function VerbButtons<Verb extends string>({ verbs, number, children }: Asked<Verb>) {
  const { i18n } = useTranslation();
  const [chosen, choose] = useState<Verb>();
  const word = (verb: Verb) => wordOf(verbLook(verb), i18n.language);
  return (
    <span className="command-buttons">
      {verbs.map((verb) => (
        <Button
          key={verb}
          size="small"
          icon={<Icon name={verbLook(verb).icon} />}
          aria-label={[word(verb), number].filter(Boolean).join(" ")}
          onClick={() => choose(verb)}
        >
          {word(verb)}
        </Button>
      ))}
      {chosen && children(chosen, word(chosen), () => choose(undefined))}
    </span>
  );
}
