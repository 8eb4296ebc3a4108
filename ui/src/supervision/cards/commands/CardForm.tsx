import { Button, Drawer, Form } from "antd";
import { useTranslation } from "react-i18next";
import { verbLook, wordOf } from "../../../looks";
import type { CardOffer } from "../api";
import { CardFields } from "./CardFields";
import type { Values } from "./fields";

type Shown = {
  offer: CardOffer;
  card: string;
  written?: Values;
  onDone: () => void;
  onClose: (written: Values) => void;
};

/** The form of one command beside the card, which stays readable. */
export function CardForm({ offer, onClose, ...rest }: Shown) {
  const { t, i18n } = useTranslation("workbench");
  const [form] = Form.useForm<Values>();
  const close = () => onClose(form.getFieldsValue());
  const word = wordOf(verbLook(offer.verb), i18n.language);
  return (
    <Drawer open mask={false} size={560} rootClassName="command-drawer" title={word} onClose={close}>
      <CardFields offer={offer} word={word} form={form} autoFocus {...rest}>
        <Button onClick={close}>{t("command.cancel")}</Button>
      </CardFields>
    </Drawer>
  );
}
