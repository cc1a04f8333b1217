import { startProduct } from './setup.ts';

// The product with its demonstration, made while the units run: it says where it is, and goes when whoever started it goes.

const stop = await startProduct();
console.log(process.env.SUNLIT_E2E_BASE);
process.stdin.resume();
process.stdin.once('end', () => void stop().then(() => process.exit(0)));
