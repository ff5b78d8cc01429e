// What an OSM object sells, in German words, from its tags.

const products: Record<string, string> = {
  milk: 'Milch', raw_milk: 'Rohmilch', egg: 'Eier', eggs: 'Eier', eier: 'Eier', honey: 'Honig', potatoes: 'Kartoffeln',
  potato: 'Kartoffeln', meat: 'Fleisch', fleisch: 'Fleisch', beef: 'Rindfleisch', pork: 'Schweinefleisch', pig: 'Schweinefleisch',
  lamb: 'Lammfleisch', fowl: 'Geflügel', poultry: 'Geflügel', duck: 'Ente', goose: 'Gans', sausage: 'Wurst', sausages: 'Wurst',
  game: 'Wild', venison: 'Wild', fish: 'Fisch', cheese: 'Käse', käse: 'Käse', butter: 'Butter', quark: 'Quark', dairy: 'Milchprodukte',
  yoghurt: 'Joghurt', yogurt: 'Joghurt', youghurt: 'Joghurt', fruit: 'Obst', fruits: 'Obst', vegetable: 'Gemüse', vegetables: 'Gemüse',
  apple: 'Äpfel', apples: 'Äpfel', cherry: 'Kirschen', cherries: 'Kirschen', strawberry: 'Erdbeeren', strawberries: 'Erdbeeren',
  raspberry: 'Himbeeren', raspberries: 'Himbeeren', blueberry: 'Heidelbeeren', blueberries: 'Heidelbeeren', berries: 'Beeren',
  asparagus: 'Spargel', pumpkin: 'Kürbisse', pumpkins: 'Kürbisse', herbs: 'Kräuter', flowers: 'Blumen', bread: 'Brot',
  cake: 'Kuchen', cookies: 'Kekse', noodles: 'Nudeln', pasta: 'Nudeln', pasta_sauce: 'Nudelsoße', soup: 'Suppen', jam: 'Marmelade',
  juice: 'Saft', juices: 'Saft', most: 'Most', wine: 'Wein', beer: 'Bier', drinks: 'Getränke', beverages: 'Getränke', coffee: 'Kaffee',
  sweets: 'Süßigkeiten', ice_cream: 'Eis', fruit_products: 'Obsterzeugnisse', wool: 'Wolle', hay: 'Heu', straw: 'Stroh',
  wheat: 'Weizen', dog_food: 'Hundefutter', christmas_trees: 'Weihnachtsbäume', christmas_tree: 'Weihnachtsbäume',
  plants: 'Pflanzen', mushrooms: 'Pilze', nuts: 'Nüsse', oil: 'Öl', flour: 'Mehl', flaschen: 'Flaschen', food: 'Lebensmittel',
};

const crafts: Record<string, string[]> = { beekeeper: ['Honig'], oil_mill: ['Öl'] };
const listTags = ['produce', 'products', 'product', 'product_1', 'vending', 'vending_machine', 'food', 'berries'];

/** German words in the order of the tags; words the table does not know stay if they are German already. */
export function assortmentOf(tags: Record<string, string>): string {
  const words: string[] = [];
  for (const tag of listTags) words.push(...(tags[tag] ?? '').split(/[;,:]/u).map(german).filter(Boolean));
  for (const [tag, value] of Object.entries(tags)) {
    const product = /^(?:food|vending|drink|produce):([a-z_]+)$/u.exec(tag)?.[1];
    if (product && value !== 'no' && product !== 'de') words.push(products[product] ?? '');
  }
  if (tags['milk'] === 'raw_milk') words.push('Rohmilch');
  if (tags['shop'] === 'honey') words.push('Honig');
  if (tags['shop'] === 'dairy') words.push('Milchprodukte');
  words.push(...(crafts[tags['craft'] ?? ''] ?? []));
  words.push(...(tags['produce:de'] ?? '').split(/,| und /u).map((word) => word.trim()).filter((word) => /^\p{Lu}\S+$/u.test(word)));
  if (tags['organic'] === 'yes' || tags['organic'] === 'only') words.push('Bio');
  const unique = [...new Set(words.filter(Boolean))];
  return (unique.length > 1 ? unique.filter((word) => word !== 'Lebensmittel') : unique).join('; ');
}

function german(word: string): string {
  const value = word.trim();
  return products[value.toLowerCase().replace(/ /gu, '_')] ?? (/^\p{Lu}\p{Ll}{2,}$/u.test(value) ? value : '');
}
