import { expect, test } from "vitest";
import { Add, Mul, tensor, zeros, type Tensor } from "../src/index.ts";
import { expectClose, readReference } from "./reference.ts";

interface Shopping {
  buy_apple: {
    apple: number;
    apple_num: number;
    tax: number;
    apple_price: number;
    price: number;
    d: Record<"apple" | "apple_num" | "tax" | "apple_price", number>;
  };
  buy_apple_orange: {
    apple: number;
    apple_num: number;
    orange: number;
    orange_num: number;
    tax: number;
    all_price: number;
    price: number;
    d: Record<
      "apple" | "apple_num" | "orange" | "orange_num" | "all_price" | "apple_price" | "tax",
      number
    >;
  };
}
const { buy_apple, buy_apple_orange } = readReference<Shopping>("layers");

const one = tensor(1);
const expectNumber = (actual: Tensor, wanted: number) => {
  expect(actual.shape).toEqual([]);
  expectClose(actual.data[0]!, wanted, 1e-14);
};

test("two apples with tax: price and its derivatives as in the book", () => {
  const { d, ...given } = buy_apple;
  const [apples, taxed] = [new Mul(), new Mul()];
  const applePrice = apples.forward(tensor(given.apple), tensor(given.apple_num));
  const price = taxed.forward(applePrice, tensor(given.tax));
  expectNumber(applePrice, given.apple_price);
  expectNumber(price, given.price);

  const [dApplePrice, dTax] = taxed.backward(one);
  const [dApple, dAppleNum] = apples.backward(dApplePrice);
  expectNumber(dApplePrice, d.apple_price);
  expectNumber(dTax, d.tax);
  expectNumber(dApple, d.apple);
  expectNumber(dAppleNum, d.apple_num);
});

test("apples and oranges with tax: price and its derivatives as in the book", () => {
  const { d, ...given } = buy_apple_orange;
  const [apples, oranges, all, taxed] = [new Mul(), new Mul(), new Add(), new Mul()];
  const applePrice = apples.forward(tensor(given.apple), tensor(given.apple_num));
  const orangePrice = oranges.forward(tensor(given.orange), tensor(given.orange_num));
  const allPrice = all.forward(applePrice, orangePrice);
  expectNumber(allPrice, given.all_price);
  expectNumber(taxed.forward(allPrice, tensor(given.tax)), given.price);

  const [dAllPrice, dTax] = taxed.backward(one);
  const [dApplePrice, dOrangePrice] = all.backward(dAllPrice);
  const [dApple, dAppleNum] = apples.backward(dApplePrice);
  const [dOrange, dOrangeNum] = oranges.backward(dOrangePrice);
  expectNumber(dAllPrice, d.all_price);
  expectNumber(dApplePrice, d.apple_price);
  expectNumber(dTax, d.tax);
  expectNumber(dApple, d.apple);
  expectNumber(dAppleNum, d.apple_num);
  expectNumber(dOrange, d.orange);
  expectNumber(dOrangeNum, d.orange_num);
});

test.each([{ Layer: Add }, { Layer: Mul }])(
  "$Layer.name refuses what does not fit",
  ({ Layer }) => {
    const layer = new Layer();
    expect(() => layer.backward(one)).toThrow("backward before forward");
    expect(() => layer.forward(zeros([2]), zeros([3]))).toThrow(
      "shape of y does not fit: (3); expected (2)",
    );
    layer.forward(zeros([2]), zeros([2]));
    expect(() => layer.backward(zeros([3]))).toThrow(
      "shape of dout does not fit: (3); expected (2)",
    );
  },
);

test("Add gives two arrays of their own", () => {
  const add = new Add();
  add.forward(one, one);
  const dout = tensor([1], []);
  const [dx, dy] = add.backward(dout);
  expect(dx.data).not.toBe(dy.data);
  expect(dx.data).not.toBe(dout.data);
});
