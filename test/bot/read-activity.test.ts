import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readActivity } from '../../bot/read-activity.js';

const GOOD = {
  type: 'message',
  id: '1',
  channelId: 'emulator',
  serviceUrl: 'http://localhost:5000',
  from: { id: 'u' },
  recipient: { id: 'b' },
  conversation: { id: 'c' },
  text: 'hello',
};

const read = (activity: unknown) => readActivity(Buffer.from(JSON.stringify(activity)));

describe('Reading an activity', () => {
  it('takes what a channel sends', () => {
    assert.equal(read(GOOD).ok, true);
  });

  it('takes an activity of expectReplies that says nowhere to reply to', () => {
    const { serviceUrl: _, ...rest } = GOOD;
    assert.equal(read({ ...rest, deliveryMode: 'expectReplies' }).ok, true);
    assert.equal(read(rest).ok, false);
  });

  const malformed: [what: string, activity: unknown][] = [
    ['a list', []],
    ['a string', 'hello'],
    ['null', null],
    ['no type', { ...GOOD, type: undefined }],
    ['a type that is no string', { ...GOOD, type: 7 }],
    ['no conversation', { ...GOOD, conversation: undefined }],
    ['a conversation without id', { ...GOOD, conversation: {} }],
    ['a sender that is a string', { ...GOOD, from: 'me' }],
    ['a message without sender', { ...GOOD, from: undefined }],
    ['a text that is an object', { ...GOOD, text: {} }],
    ['a service URL that is none', { ...GOOD, serviceUrl: 'somewhere' }],
    ['a service URL of another scheme', { ...GOOD, serviceUrl: 'file:///etc/passwd' }],
    ['entities that are no list', { ...GOOD, entities: {} }],
    ['attachments that are strings', { ...GOOD, attachments: ['x'] }],
    ['an action that is a number', { ...GOOD, type: 'installationUpdate', action: 5 }],
    ['a value nested a thousand deep', { ...GOOD, value: JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`) }],
    ['members that are null', { ...GOOD, type: 'conversationUpdate', membersAdded: [null] }],
  ];
  for (const [what, activity] of malformed) {
    it(`refuses ${what}`, () => {
      assert.equal(read(activity).ok, false);
    });
  }

  it('refuses what is no JSON', () => {
    for (const text of ['', '{', 'hello', '{"a":}', '\u0000'])
      assert.equal(readActivity(Buffer.from(text)).ok, false, text);
  });

  it('never throws, whatever the body', () => {
    fc.assert(fc.property(fc.json(), (text) => void readActivity(Buffer.from(text))));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readActivity(Buffer.from(bytes))));
  });
});
