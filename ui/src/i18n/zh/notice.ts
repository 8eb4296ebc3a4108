/** Words of the inbox of notices. */
export const notice = {
  read: "已读",
  markRead: "标为已读",
  markAll: "全部标为已读",
  code: "请把一次性验证码 {{code}} 告知申请人",
  standIn: "您被指定为代办人",
  ofCard: "牌的反馈逾期",
};
