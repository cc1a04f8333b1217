import net from 'node:net';

/** Is this a network in CIDR notation, with a length that fits its family? */
export function isNetwork(text: string): boolean {
  const [address = '', length = ''] = text.split('/');
  const family = net.isIP(address);
  return family !== 0 && /^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}

/** The networks as one list that can be asked. What is no network has been refused when it was saved. */
export function networkList(networks: readonly string[]): net.BlockList {
  const list = new net.BlockList();
  for (const network of networks.filter(isNetwork)) {
    const [address = '', length = ''] = network.split('/');
    list.addSubnet(address, Number(length), net.isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** Does an address lie in one of them? IPv4 written as IPv6 is itself. */
export function liesIn(list: net.BlockList, address: string): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = net.isIP(plain);
  return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
