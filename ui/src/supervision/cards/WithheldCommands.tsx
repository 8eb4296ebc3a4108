import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { click } from "../../http";
import { ReasonDialog } from "../../shared/ReasonDialog";
import { signalsChanged } from "../changed";
import { VerbButtons } from "../VerbButtons";
import { type CardVerb, commandCard } from "./api";

const verbs = ["release_card", "drop_card"] as const satisfies CardVerb[];
type Verb = (typeof verbs)[number];

/** Releases a withheld card, so that it is issued after all, or drops it; each with a reason on record. */
export function WithheldCommands({
  card,
  number,
  can = verbs,
}: {
  card: string;
  number?: string;
  can?: readonly CardVerb[];
}) {
  return (
    <VerbButtons verbs={verbs.filter((verb) => can.includes(verb))} number={number}>
      {(verb, word, close) => <Decision card={card} verb={verb} title={word} onClose={close} />}
    </VerbButtons>
  );
}

function Decision({ card, verb, title, onClose }: { card: string; verb: Verb; title: string; onClose: () => void }) {
  const { t } = useTranslation("supervision");
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [key] = useState(click);
  const deciding = useMutation({
    mutationFn: (reason: string) => commandCard(card, verb, key, { reason }),
    onSuccess: async () => {
      message.success(t(`withheld.done.${verb}`));
      await signalsChanged(cache);
      onClose();
    },
  });
  return (
    <ReasonDialog
      title={title}
      danger={verb === "drop_card"}
      busy={deciding.isPending}
      fault={deciding.error}
      onGive={deciding.mutate}
      onClose={onClose}
    >
      <p>{t(`withheld.effect.${verb}`)}</p>
    </ReasonDialog>
  );
}
