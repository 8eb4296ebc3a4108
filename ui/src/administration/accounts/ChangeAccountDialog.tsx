import { Form, Input, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { Failure } from "../../shared/Failure";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { type Account, type AccountChange, changeAccount } from "./api";

/** Changes the name of an account. */
export function ChangeAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation(["administration", "fault"]);
  const [form] = Form.useForm<AccountChange>();
  const changing = useKeyedAct((body: AccountChange) => changeAccount(account.id, body), [["accounts"]]);
  const change = ({ name }: AccountChange) => {
    if (name.trim() === account.name) return onClose();
    changing.mutate({ name: name.trim() }, { onSuccess: onClose });
  };
  return (
    <Modal
      open
      title={t("accounts.change")}
      okText={t("accounts.save")}
      okButtonProps={{ loading: changing.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Failure fault={changing.error} />
      <Form<AccountChange>
        form={form}
        name="change"
        layout="vertical"
        initialValues={{ name: account.name }}
        onFinish={change}
      >
        <Form.Item
          name="name"
          label={t("accounts.name")}
          rules={[{ required: true, whitespace: true, message: t("fault:rule.required") }]}
        >
          <Input maxLength={60} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
