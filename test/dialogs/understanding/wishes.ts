import type { Intent } from '../../../dialogs/understanding/wish.js';

/** What people say, by what they want: phrases, separated by `|`. */
export const WISHES: Record<Intent, string> = {
  renew: `renew | renew my subscription | I want to renew Action Pack | How do I renew?
    | please renew my action pack with a credit card | I'd like to renew our membership
    | can you renew my action pack | pay for my renewal by bank transfer | renouveler
    | je voudrais renouveler mon abonnement | renouveler l'Action Pack par virement
    | Pouvez-vous renouveler mon abonnement ? | 更新したい | サブスクリプションを更新したいです | Action Packを更新してください
    | 契約を更新したいのですが | 갱신하고 싶어요 | 구독을 갱신해 주세요 | Action Pack 갱신할게요 | 續約 | 我要續約 | 我想續訂行動套件 | 我要续约 | 请帮我续约
    | 可以幫我續約嗎 | 更新我的會員資格 | renw | renw action pack | renouveller | renouveler abonement`,
  'check-renewal': `can I renew? | when can I renew | when can I renew my Action Pack? | am I eligible to renew
    | why can't I renew | I can't renew | when does my subscription expire? | is it possible to renew now
    | check renewal eligibility | renewal eligibility | why can't we renew our Action Pack? | pourquoi je ne peux pas renouveler ? | pourquoi ne puis-je pas renouveler ?
    | なぜ更新できないのですか | 更新できないのはなぜですか | 왜 갱신할 수 없나요? | 為什麼不能續約 | 為什麼我無法續約 | check eligibility | vérifier mon éligibilité | 자격 확인 | 查詢資格 | quand puis-je renouveler ? | puis-je renouveler mon abonnement
    | quand expire mon abonnement ? | suis-je éligible au renouvellement | je ne peux pas renouveler
    | いつ更新できますか | 更新できますか | 有効期限はいつですか | 更新できません | 更新資格を確認したい | 갱신할 수 있나요 | 언제 갱신할 수 있어요? | 구독이 언제 만료되나요
    | 갱신 자격 확인 | 什麼時候可以續約 | 可以續約嗎 | 能續約嗎 | 我的訂閱何時到期 | 何时可以续约 | 無法續約`,
  subscribe: `subscribe | subscribe to Action Pack | I want to buy Action Pack | buy the gold competency
    | sign up for action pack | purchase silver by bank transfer | s'abonner
    | je veux m'abonner à l'Action Pack | acheter l'Action Pack | Action Packを購入したい | シルバーを購入したいです
    | Action Packに申し込みたい | Action Pack 구입하고 싶어요 | 구독하고 싶어요 | 골드 구매할게요 | 我想購買行動套件 | 我要訂閱行動套件 | 購買金級 | 我要买行动套件
    | 訂閱行動套件 | 訂閱銀級專長認證 | 訂閱金級 | 我想訂閱 | 액션팩 구독 | 실버 역량 구독 | I want the action pack | je veux l'Action Pack
    | アクションパックがほしい | 我要金級 | subscirbe | subscirbe to silver`,
  join: `join | I want to join the partner network | become a member | sign up | how do I join? | devenir membre
    | je veux rejoindre le réseau de partenaires | 加入したい | パートナーネットワークに参加したい | 会員登録したい | 가입하고 싶어요
    | 파트너 네트워크에 가입하고 싶습니다 | 加入 | 我要加入 | 我想成為會員 | 我想加入合作夥伴網路`,
  'turn-off-auto-renew': `turn off auto-renew | turn off automatic renewal | turn automatic renewal off
    | stop auto renewing my subscription | cancel auto-renewal | désactiver le renouvellement automatique
    | 自動更新を無効にする | 自動更新をオフにしたい | 自動更新を止めてください | 자동 갱신 끄기 | 자동 갱신을 꺼 주세요 | 關閉自動續約 | 取消自動續約 | 关闭自动续约`,
  'remind-me': `remind me | remind me then | remind me to renew | please remind me when I can renew | notify me when I can renew Action Pack
    | rappelez-moi | rappelez-moi quand je peux renouveler | prévenez-moi | リマインドして | 更新できるようになったら知らせて
    | 更新できるときに知らせてください | 알림 받고 싶어요 | 갱신할 수 있을 때 알림 보내 주세요 | 提醒我 | 可以續約時提醒我 | 請提醒我續約`,
  reminders: `reminders | reminder settings | stop reminders | turn off reminders | I don't want reminders
    | which reminders do I get | don't remind me | stop reminding me | no more renewal reminders | notification settings | rappels
    | arrêter les rappels | je ne veux plus de rappels | désactiver les rappels | リマインダー | リマインダーの設定 | リマインダーを止めて
    | リマインダーはいりません | 알림 | 알림 설정 | 알림 끄기 | 알림을 받고 싶지 않아요 | 提醒 | 提醒設定 | 關閉提醒 | 不要提醒我 | 不要再提醒`,
  'cancel-subscription': `cancel my subscription | I want to cancel my Action Pack | please cancel the membership
    | annuler mon abonnement | résilier mon abonnement | サブスクリプションをキャンセルしたい | 解約したい | 구독을 취소하고 싶어요 | 구독 해지
    | 取消訂閱 | 我要取消訂閱 | 我要退訂 | 取消我的行動套件`,
  levels: `membership levels | what are the membership levels? | difference between silver and gold
    | compare silver and gold | what is Action Pack? | benefits of action pack | niveaux d'adhésion
    | quelle est la différence entre Silver et Gold ? | メンバーシップのレベル | シルバーとゴールドの違いは何ですか | Action Packとは何ですか
    | 멤버십 등급 | 실버와 골드의 차이 | 會員等級 | 銀級和金級有什麼差別 | 什麼是行動套件`,
  'my-membership': `automatic renewal | Gérer le renouvellement automatique | 自動更新を管理する | 자동 갱신 관리 | 管理自動續約 | purchased offers | show my purchased offers | offres achetées | 購入したプラン | 구입한 제품 | 已購買的優惠 | my membership | show my subscriptions | my offers | what do I have | mon abonnement | mes offres
    | 現在の契約 | 私のメンバーシップ | 내 멤버십 | 내 구독 보여 주세요 | 我的會員資格 | 我的訂閱`,
  'pending-order': `my order | where is my order | my transfer | has my transfer arrived? | pay by card instead
    | withdraw the order | cancel my order | ma commande | annuler la commande | payer par carte à la place
    | 注文を取り消したい | 注文の状況 | 振込の代わりにカードで払いたい | 내 주문 | 주문 취소 | 이체 대신 카드로 결제하고 싶어요 | 我的訂單 | 取消訂單 | 改用信用卡付款 | 我的轉帳`,
  invoice: `invoice | download my invoice | I need an invoice | facture | télécharger ma facture | 請求書をダウンロードしたい
    | 請求書 | 청구서 | 청구서 다운로드 | 下載發票 | 我要發票`,
  'request-status': `service request | support tickets | status of my request | check my service request | my tickets | état de ma demande | サービスリクエストの状況
    | 서비스 요청 상태 | 我的服務要求 | 查詢服務要求狀態`,
  'ways-to-pay': `payment methods | my saved cards | our ways to pay | modes de paiement | mes cartes enregistrées | 支払い方法
    | 保存されたカード | 결제 방법 | 저장된 카드 | 付款方式 | add a card | ajouter une carte | カードを追加 | 카드 추가 | 新增卡片
    | remove my card | supprimer ma carte | カードを削除 | 카드 삭제 | 移除卡片`,
  'how-to-pay': `how can I pay? | can I pay by card? | can I pay by bank transfer | what payment methods do you accept
    | puis-je payer par carte ? | comment payer ? | カードで支払えますか | 카드로 결제할 수 있나요 | 可以刷卡付款嗎 | 怎麼付款`,
  'next-steps': `next steps | what now? | how do I start using my benefits? | activate my benefits | étapes suivantes | activer mes avantages
    | 次のステップ | 特典をアクティブ化したい | 다음 단계 | 혜택을 활성화하고 싶어요 | 後續步驟 | 如何啟用權益`,
  people: `people and roles | invite a colleague | add a user | inviter un collègue | personnes et rôles | ajouter un utilisateur
    | メンバーとロール | 同僚を招待 | ユーザーを追加 | 구성원 및 역할 | 동료를 초대 | 사용자 추가 | 成員與角色 | 邀請同事 | 新增使用者`,
  person: `talk to a person | I want to talk to someone about renewing | contact support | parler à quelqu'un
    | je voudrais parler à un conseiller | 人と話したい | 担当者につないでください | 상담원 | 상담원과 이야기하고 싶어요 | 真人客服 | 我想跟客服說話`,
  help: `help | can you help me? | aide | ヘルプ | 도움말 | 幫助`,
  language: `change language | speak spanish please | français | 日本語で | 한국어로 | 言語を変更 | 用中文 | changer de langue`,
  greet: `hello | Hi there! | bonjour | こんにちは | 안녕하세요 | 你好 | 早安`,
  thanks: `thanks | thank you so much! | merci beaucoup | ありがとうございます | 감사합니다 | 謝謝`,
  stop: `stop | cancel | annuler | やめる | 그만 | 取消`,
};

/** What must not be taken for any wish: negations, questions about an act, things of others, the past. */
export const NO_WISHES = `don't renew | do not renew my subscription | I don't want to renew | never renew | ne pas renouveler
    | je ne veux pas renouveler | 更新しないで | 更新したくない | 更新しません | 갱신하지 마세요 | 갱신 안 할래요 | 갱신하고 싶지 않아요 | 不要續約
    | 我不想續約 | 別續約 | 不要续约 | renew my gym membership | renew my Netflix subscription
    | subscribe to the newsletter | cancel my hotel booking | renew my passport
    | subscribe to your newsletter | ジムの会員を更新したい | 更新我的護照 | 헬스장 회원권 갱신 | 續訂電子報 | what happens if I cancel?
    | what happens if I cancel my subscription | should I renew? | do I have to renew?
    | what does renewing cost | how much is it to renew | que se passe-t-il si j'annule mon abonnement ?
    | faut-il renouveler | 解約したらどうなりますか | 更新しないといけませんか | 구독을 취소하면 어떻게 되나요 | 如果我取消訂閱會怎樣 | 要不要續約
    | I renewed yesterday | I already renewed | 更新しました | 已經續約了 | 이미 갱신했어요 | my customer wants to renew
    | don't cancel my subscription | don't turn off auto renew
    | ne désactivez pas le renouvellement automatique | turn on auto-renew
    | unsubscribe me from the newsletter | don't subscribe | I don't want to buy action pack | 不要購買 | 購入しません
    | 구입하지 않을래요 | renew and cancel | stop renewing | I want to join the meeting | join the call | constructor
    | __proto__ | toString | menu | back | weather tomorrow | buy milk | order a pizza | 購買牛奶 | 牛乳を買いたい
    | renew my library card | cancel my flight | cancel the meeting | Microsoft | the | 更新我的資料 | ビザを更新したい
    | お知らせを更新 | renew my driver's license | renew visa | update my profile | will it renew if I do nothing
    | did you renew my subscription | what if my subscription expires | 아니요 | yes | 購読を更新するとどうなる
    | what's the price of gold | buy gold bars | 구독하지 마세요 | 不要訂閱行動套件 | 更新履歴 | Windowsを更新 | 更新手機號碼 | no need to renew
    | plus de renouvellement | 更新は不要です | 갱신 필요 없어요 | renew my contract with Bob | cancel my renewal | 我沒有要續約
    | rene | review | dont renw | stop renwal | cancel abonement | renw my gym | I want the gold bars | je veux de l'argent
    | 訂閱行動套件多少錢 | 不要訂閱金級 | 액션팩 구독 안 할래요 | 액션팩은 필요 없어요`;
