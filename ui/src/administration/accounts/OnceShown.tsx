import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { CreatedAccount } from "./api";

/** A password that the server tells this once. Closing the dialog forgets it. */
export function OnceShown({ created, onClose }: { created: CreatedAccount; onClose: () => void }) {
  const { t } = useTranslation("administration");
  const [copied, tell] = useState(false);
  const { account, password } = created;
  const copy = () => navigator.clipboard.writeText(password ?? "").then(() => tell(true));
  return (
    <Modal
      open
      title={t("once.title", { login: account.login })}
      closable={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("once.close")}
        </Button>
      }
    >
      {password ? (
        <>
          <Alert type="warning" showIcon title={t("once.hint")} />
          <p className="once">
            <code>{password}</code>
            <Button size="small" icon={<Icon name="file" />} onClick={copy}>
              {t("once.copy")}
            </Button>
            <span role="status">{copied && t("once.copied")}</span>
          </p>
        </>
      ) : (
        <p>{t("once.none")}</p>
      )}
    </Modal>
  );
}
