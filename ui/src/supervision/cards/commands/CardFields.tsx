import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, type FormInstance } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../../../fault";
import { useFaultWords } from "../../../faultWords";
import { click } from "../../../http";
import { verbLook } from "../../../looks";
import { signalsChanged } from "../../changed";
import { type CardOffer, commandCard } from "../api";
import { CardField } from "./CardField";
import { bodyOf, check, type CardField as Field, fieldsOf, placed, type Values } from "./fields";

type Shown = {
  offer: CardOffer;
  card: string;
  /** What the button that sends says. */
  word: string;
  /** What was written here before the form was closed without sending. */
  written?: Values;
  /** Whether the first field takes the cursor. */
  autoFocus: boolean;
  onDone: () => void;
  /** The form's own instance, for whoever must read what was written. */
  form?: FormInstance<Values>;
  /** Beside the button that sends. */
  children?: ReactNode;
};

/** The fields of one command on a card. Its key is made once: however often it is sent, it is one act. */
export function CardFields({ offer, card, word, written, autoFocus, onDone, form: given, children }: Shown) {
  const { t } = useTranslation("supervision");
  const words = useFaultWords();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>(given);
  const [key] = useState(click);
  const [above, tellAbove] = useState<string[]>([]);
  const asked = fieldsOf(offer);
  const { verb } = offer;

  const sending = useMutation({
    mutationFn: (values: Values) => commandCard(card, verb, key, bodyOf(asked, values)),
    onSuccess: async () => {
      onDone();
      await signalsChanged(cache);
    },
    onError: (fault) => {
      const { fields, rest } = placed(fault instanceof Fault ? fault.faults : [], asked);
      mark(fields);
      tellAbove(rest);
    },
  });

  function mark(fields: { name: Field; errors: string[] }[]) {
    form.setFields(fields);
    const first = fields.find(({ errors }) => errors.length > 0);
    if (first) document.getElementById(`${verb}_${first.name}`)?.focus();
  }

  function send(values: Values) {
    const found = check(asked, values);
    const errors = (name: Field) =>
      found.filter((each) => each.name === name).map(({ fault }) => t(`cardCommand.${fault}`));
    mark(asked.map(({ name }) => ({ name, errors: errors(name) })));
    if (found.length === 0) sending.mutate(values);
  }

  return (
    <Form<Values>
      form={form}
      name={verb}
      layout="vertical"
      initialValues={written}
      onFinish={send}
      onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.submit()}
    >
      <p className="hint lead">{t(`cardCommand.effect.${verb as "answer_card"}`, { defaultValue: "" })}</p>
      {sending.error && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={words(sending.error)}
          description={above.map((text) => <p key={text}>{text}</p>)}
        />
      )}
      {asked.map((field, i) => (
        <CardField key={field.name} field={field} offer={offer} card={card} autoFocus={autoFocus && i === 0} />
      ))}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" danger={verbLook(verb).tone === "red"} loading={sending.isPending}>
          {word}
        </Button>
        {children}
      </div>
    </Form>
  );
}
