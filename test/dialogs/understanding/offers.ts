/** Offers as the catalogue names them, for tests of this folder. */
export const OFFERS = [
  { value: 'action-pack', names: ['Microsoft Action Pack', 'Action Pack', 'Microsoft 行動套件'] },
  {
    value: 'silver',
    names: ['Silver competency', 'Compétence Silver', 'Silver コンピテンシー', 'シルバー', '실버 역량', '銀級專長認證'],
  },
  {
    value: 'gold',
    names: ['Gold competency', 'Compétence Gold', 'Gold コンピテンシー', 'ゴールド', '골드 역량', '金級專長認證'],
  },
];
