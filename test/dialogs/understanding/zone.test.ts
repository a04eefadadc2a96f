import assert from 'node:assert/strict';
import catalogue from '../../../data/catalogue/countries.json' with { type: 'json' };
import { zoneNamed } from '../../../dialogs/understanding/zone.js';
import { HOSTILE } from './hostile.js';

const NAMED: Record<string, string[]> = {
  'Europe/Paris': ['Europe/Paris', 'europe/paris', 'Paris', 'パリ', '파리', '巴黎'],
  'Asia/Tokyo': ['東京', '东京', '도쿄', 'Tokyo', 'tokyo.'],
  'Asia/Seoul': ['서울', 'ソウル', '首爾', 'Séoul'],
  'Asia/Taipei': ['台北', '臺北', 'Taipei'],
  'Asia/Hong_Kong': ['香港', 'Hong Kong'],
  'Asia/Kolkata': ['Asia/Kolkata', 'Mumbai', '孟買'],
  'America/Los_Angeles': ['los_angeles', 'Los Angeles', '洛杉磯'],
  'America/Toronto': ['Montréal', 'montreal', 'Toronto'],
  'Europe/Brussels': ['Bruxelles', 'Brussels'],
  'Europe/London': ['Londres', 'London'],
  'Europe/Zurich': ['Genève', 'Geneva', 'geneve'],
  UTC: ['UTC', 'GMT', 'UTC+0', 'gmt-0'],
  'Etc/GMT-9': ['UTC+9', 'utc +9', 'GMT+09:00', 'ＵＴＣ＋９'],
  'Etc/GMT+5': ['UTC-5', 'UTC−5', 'gmt -05:00'],
  'Etc/GMT-14': ['UTC+14'],
};

describe('A time zone', () => {
  for (const [zone, texts] of Object.entries(NAMED))
    it(`is ${zone}`, () => {
      for (const text of texts) assert.equal(zoneNamed(text), zone, text);
    });

  it('is as many hours from UTC as was said', () => {
    const hourIn = (timeZone: string) =>
      new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(Date.UTC(2026, 0, 1, 12));
    assert.equal(hourIn(zoneNamed('UTC+9') ?? ''), '21');
    assert.equal(hourIn(zoneNamed('UTC-5') ?? ''), '07');
  });

  it('is known by name for every country that an organisation can be in', () => {
    for (const { zone } of catalogue.countries) assert.equal(zoneNamed(zone), zone, zone);
  });

  it('is not guessed', () => {
    for (const text of ['UTC+15', 'UTC-13', 'UTC+5:30', '+9', 'nowhere', '猫', ...HOSTILE])
      assert.equal(zoneNamed(text), undefined, text);
  });
});
