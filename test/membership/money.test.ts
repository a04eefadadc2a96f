import assert from 'node:assert/strict';
import fc from 'fast-check';
import { add, CURRENCIES, fractionDigits, isCurrency, type Money, sameMoney, taxOn } from '../../membership/money.js';

const yen = (minor: number): Money => ({ minor, currency: 'JPY' });
const rate = (basisPoints: number) => ({ name: 'tax', basisPoints });

describe('money', () => {
  const taxes: [net: number, basisPoints: number, tax: number][] = [
    [52000, 1000, 5200],
    [47500, 0, 0],
    [1, 4999, 0],
    [1, 5000, 1],
    [52005, 1000, 5201],
    [999, 1925, 192],
  ];
  for (const [net, basisPoints, tax] of taxes) {
    it(`has ${tax} of tax on ${net} at ${basisPoints / 100} %`, () =>
      assert.deepEqual(taxOn(yen(net), rate(basisPoints)), yen(tax)));
  }

  it('has a tax that is whole and within half a minor unit of the exact one', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.nat(5000), (net, basisPoints) => {
        const { minor } = taxOn(yen(net), rate(basisPoints));
        assert.ok(Number.isInteger(minor));
        assert.ok(Math.abs(minor - (net * basisPoints) / 10000) <= 0.5);
      }),
    );
  });

  it('adds amounts of one currency only', () => {
    assert.deepEqual(add(yen(1), yen(2)), yen(3));
    assert.throws(() => add(yen(1), { minor: 1, currency: 'USD' }), TypeError);
  });

  it('is the same only in the same currency', () => {
    assert.ok(sameMoney(yen(1), yen(1)));
    assert.ok(!sameMoney(yen(1), yen(2)));
    assert.ok(!sameMoney(yen(1), { minor: 1, currency: 'KRW' }));
  });

  it('has cents in dollars and euros and none in yen, won and Taiwan dollars', () => {
    assert.deepEqual(CURRENCIES.map(fractionDigits), [2, 2, 0, 0, 0]);
  });

  it('knows the currencies that there are prices in', () => {
    assert.deepEqual(['TWD', 'twd', 'GBP'].map(isCurrency), [true, false, false]);
  });
});
