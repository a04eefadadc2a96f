import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import type { ServerResponse } from 'node:http';
import { type Downloads, isPrivateAddress, mayFetch, openDownloads, publicOnly } from '../../bot/downloads.js';
import { LARGEST_FILE } from '../../membership/request-file.js';
import { answerWith, type FileServer, startFileServer } from '../support/file-server.js';

const PDF = Buffer.from('%PDF-1.7 \u00e9');
const MEGABYTE = Buffer.alloc(1024 * 1024, 37);

describe('Fetching a file that a person sent', function () {
  this.timeout(20_000);
  let server: FileServer;
  let downloads: Downloads;
  const tooBig = { ok: false, problem: { code: 'too-big' } };
  const unreachable = { ok: false, problem: { code: 'unreachable' } };

  before(async () => {
    const redirect =
      (location: string, status = 302) =>
      (response: ServerResponse) =>
        answerWith(response, status, { location });
    const begin = (response: ServerResponse, headers: Record<string, number>, part: string, then?: () => void) => {
      response.writeHead(200, headers);
      response.write(part, then);
    };
    server = await startFileServer({
      '/offer.pdf': (response) => void response.end(PDF),
      '/offer.pdf?x=1&y=%2F': (response) => void response.end(PDF),
      '/announced': (response) => begin(response, { 'content-length': LARGEST_FILE + 1 }, 'x'),
      '/endless': async (response) => {
        response.on('error', () => undefined);
        while (!response.destroyed && response.write(MEGABYTE)) await new Promise(setImmediate);
        response.on('drain', () => !response.destroyed && response.write(MEGABYTE));
      },
      '/exactly': (response) => void response.end(Buffer.alloc(LARGEST_FILE, 37)),
      '/slow': () => undefined,
      '/stops': (response) => begin(response, {}, '%PDF'),
      '/breaks': (response) => begin(response, { 'content-length': 100 }, '%PDF', () => response.destroy()),
      '/fault': (response) => answerWith(response, 500, {}, 'no'),
      '/moved': redirect('/offer.pdf'),
      '/to-metadata': redirect('http://169.254.169.254/latest/meta-data'),
      '/to-elsewhere': redirect('https://example.com/offer.pdf'),
      '/to-file': redirect('file:///etc/passwd'),
      '/around': redirect('/around', 307),
      '/nowhere': (response) => answerWith(response, 302),
    });
    downloads = openDownloads(true, 1_000);
  });
  after(async () => {
    await downloads.close();
    await server.close();
  });

  const fetch = (path: string) => downloads.fetch(`${server.url}${path}`);

  for (const path of ['/offer.pdf', '/offer.pdf?x=1&y=%2F', '/moved']) {
    it(`answers its bytes: ${path}`, async () => {
      const fetched = await fetch(path);
      assert.deepEqual(fetched.ok && Buffer.from(fetched.value), PDF);
    });
  }

  it('takes the largest file that is allowed', async () => {
    const fetched = await fetch('/exactly');
    assert.equal(fetched.ok && fetched.value.length, LARGEST_FILE);
  });

  it('stops where more is announced, or more comes, than is allowed', async () => {
    assert.deepEqual(await fetch('/announced'), tooBig);
    assert.deepEqual(await fetch('/endless'), tooBig);
  });

  for (const path of ['/slow', '/stops', '/breaks', '/fault', '/not-there', '/around', '/nowhere']) {
    it(`gives up in time: ${path}`, async () => {
      const begun = performance.now();
      assert.deepEqual(await fetch(path), unreachable);
      assert.ok(performance.now() - begun < 3_000);
    });
  }

  for (const path of ['/to-metadata', '/to-elsewhere', '/to-file']) {
    it(`does not follow a redirect to where files must not be: ${path}`, async () => {
      assert.deepEqual(await fetch(path), unreachable);
    });
  }

  it('asks nobody where the address is not allowed', async () => {
    const strict = openDownloads(false, 1_000);
    const asked = server.asked.length;
    assert.deepEqual(await strict.fetch(`${server.url}/offer.pdf`), unreachable);
    assert.deepEqual(await strict.fetch('not an address'), unreachable);
    assert.deepEqual(await strict.fetch(''), unreachable);
    assert.equal(server.asked.length, asked);
    await strict.close();
  });

  it('reads a small file within the address itself', async () => {
    const read = async (address: string) => {
      const fetched = await downloads.fetch(address);
      return fetched.ok ? Buffer.from(fetched.value).toString('latin1') : fetched.problem.code;
    };
    assert.equal(await read('data:application/pdf;base64,JVBERi0xLjc='), '%PDF-1.7');
    assert.equal(await read('data:text/plain;charset=utf-8,a%20b%0A'), 'a b\n');
    assert.equal(await read('data:,'), '');
    assert.equal(await read('data:text/plain,%E0%A4%A'), 'unreachable');
    assert.equal(await read('data:nothing'), 'unreachable');
  });
});

describe('Where files may be fetched from', () => {
  const addresses: [address: string, always: boolean, inTesterMode: boolean][] = [
    ['https://contoso-my.sharepoint.com/personal/x/_layouts/15/download.aspx?UniqueId=1&tempauth=2', true, true],
    ['https://contoso.sharepoint.com/a', true, true],
    ['https://CONTOSO.SharePoint.com/a', true, true],
    ['http://contoso.sharepoint.com/a', false, false],
    ['https://contoso.sharepoint.com:8443/a', false, false],
    ['https://user:secret@contoso.sharepoint.com/a', false, false],
    ['https://sharepoint.com/a', false, false],
    ['https://contoso.sharepoint.com.example.com/a', false, false],
    ['https://a.b.sharepoint.com/a', false, false],
    ['https://contosharepoint.com/a', false, false],
    ['https://example.com/contoso.sharepoint.com', false, false],
    ['https://example.com#contoso.sharepoint.com', false, false],
    ['https://contoso.sharepoint.com@example.com/', false, false],
    ['https://smba.trafficmanager.net/emea/v3/attachments/1', false, false],
    ['http://localhost:9000/v3/attachments/1', false, true],
    ['http://127.0.0.1:9000/a', false, true],
    ['http://127.1/a', false, true],
    ['http://[::1]:9000/a', false, true],
    ['http://user@localhost:9000/a', false, false],
    ['http://localhost.example.com/a', false, false],
    ['http://127.0.0.1.example.com/a', false, false],
    ['http://10.0.0.1/a', false, false],
    ['http://169.254.169.254/latest', false, false],
    ['http://0x7f000001/a', false, true],
    ['http://0.0.0.0/a', false, false],
    ['ftp://localhost/a', false, false],
    ['file:///etc/passwd', false, false],
    ['javascript:alert(1)', false, false],
  ];
  for (const [address, always, inTesterMode] of addresses) {
    it(`${always ? 'always' : inTesterMode ? 'in tester mode' : 'never'}: ${address}`, () => {
      assert.deepEqual([mayFetch(address, false), mayFetch(address, true)], [always, inTesterMode]);
    });
  }

  const networks: Record<string, boolean> = {
    '10.1.2.3': true,
    '127.0.0.1': true,
    '100.64.0.1': true,
    '169.254.169.254': true,
    '172.16.0.1': true,
    '172.32.0.1': false,
    '192.168.1.1': true,
    '0.0.0.0': true,
    '224.0.0.1': true,
    '13.107.136.9': false,
    '::1': true,
    '::': true,
    'fe80::1': true,
    'fd00::1': true,
    '::ffff:10.0.0.1': true,
    '64:ff9b::a00:1': true,
    '2603:1061:1300::1': false,
  };
  for (const [address, isPrivate] of Object.entries(networks)) {
    it(`${address} is ${isPrivate ? 'private' : 'on the public internet'}`, () => {
      assert.equal(isPrivateAddress(address), isPrivate);
    });
  }

  it('does not connect by a name of which any address is private', async () => {
    const resolve = (...found: string[]) =>
      new Promise<unknown>((answer) => {
        const addresses = found.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
        const lookup = (_name: string, _options: unknown, done: (fault: null, found: LookupAddress[]) => void) =>
          done(null, addresses);
        publicOnly(lookup as never)('contoso.sharepoint.com', {}, (fault, address) =>
          answer(fault?.message ?? address),
        );
      });
    assert.equal(await resolve('13.107.136.9', '13.107.138.9'), '13.107.136.9');
    assert.match(String(await resolve('13.107.136.9', '10.0.0.1')), /not on the public internet/);
    assert.match(String(await resolve()), /not on the public internet/);
  });
});
