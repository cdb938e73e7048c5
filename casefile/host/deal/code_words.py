"""Words of join codes: English, plain, four to eight letters, spelt as they sound.

No two differ by one letter or by two that changed places, so that one slip of the finger makes no other code.
"""

_WORDS = """
acorn actor album alder almond alpine amber anchor angle anvil apple apron arbour arcade archer arctic arrow
aspen atlas attic august autumn avenue award badge bagpipe bakery ballet bamboo banana banjo banner barley
barrel basil basket beacon beaver bedrock beetle bellow bench bicycle birch biscuit blanket blazer blossom
bonfire bonnet border bottle boulder bracket bramble breeze bridge bronze broom brush bubble bucket buckle
buffalo bugle butter button cabbage cabin cactus camel camera canal candle canoe canvas canyon captain caravan
carbon cargo carpet carrot castle cedar cement chalk chapel cheese cherry chess chicken chimney cinema circus
citrus clarinet clover cluster coach cobalt cobweb coconut coffee collar comet compass copper corner cotton
cousin cradle crater crayon cricket crimson crown crystal cuckoo cupboard curtain cushion custard cypress dahlia
daisy dancer decade denim dentist desert diamond diary dinner doctor dolphin domino donkey dragon drawer dredger
drizzle drummer duchess dungeon dynamo eagle earring easel eclipse elbow elephant emerald emperor engine ermine
evening fabric falcon farmer feather fender fiddle figment finch flagon flame flannel flask flute forest fossil
fountain freckle frigate frost furnace gallery gallop garden garlic garnet gazelle geyser giant ginger giraffe
glacier glove goblet goblin gondola gopher granite grape gravel griddle guitar hamlet hammer hammock harvest
hatchet hazel hedge helmet hermit heron hickory hinge holly honey horizon hornet hotel hunter hurdle husky
icicle igloo impala indigo ingot insect island ivory jackal jacket jaguar jasmine jelly jester jigsaw jockey
jotter jubilee juggler jumper jungle juniper kennel kestrel kettle kimono kingdom kiosk kipper kitchen kitten
koala lacquer ladder ladle lagoon lantern larch lattice laundry lavender ledger lemon lentil leopard lettuce
library lichen lilac linen lizard lobster locket locust lumber lupin lyric magnet magpie mahogany mammoth
mandolin mango maple marble market marmot marsh meadow melon meteor mimosa mineral minnow mirror monsoon mosaic
motor muffin mulberry museum mushroom napkin nectar needle nephew neptune nickel nomad noodle notebook novel
nugget nutmeg oasis oatmeal obelisk ocean octave octopus olive onion orange orbit orchard orchid organ osprey
ostrich oven oxygen oyster paddle padlock pageant palace panda pansy panther papaya paper paprika parade parcel
parsley pasture patrol peacock pebble pelican pencil pendulum penguin pepper perfume pheasant piano picnic
pigeon pillow pilot pioneer piston planet plaster pollen pony poplar poppy porridge postcard potato pottery
prairie prism pudding pulley pumpkin puppet purple python quarry quartz quilt quiver rabbit radar radio radish
raffle railway raisin raven recipe ribbon ripple ritual river robin roller rooster rosemary rubber ruby rudder
runner russet saffron sailor salad salmon salute sandal sapphire satchel saturn saucer savanna scarf sceptre
school scooter scorpion scribe season sequoia shadow sheriff shovel shrimp silver siren slipper snorkel soldier
spaniel sparrow spider spinach spiral sponge spruce squirrel stadium stanza statue stirrup stocking stork studio
sugar summer sunset surgeon swallow syrup table tadpole talisman tapestry tartan teapot temple tennis terrace
thicket thimble thistle thunder tiger timber tinsel toaster tomato topaz tornado tortoise toucan tower tractor
treacle trellis trident trolley trombone trophy trumpet tulip tundra tunnel turbine turnip turret turtle tuxedo
twilight typhoon umbrella unicorn uniform utensil valley vanilla varnish vector velvet veranda vessel viaduct
village vinegar vineyard violet violin visitor volcano vulture wagon waiter walnut walrus warbler wardrobe
warrior whisker wicket widget wigwam window winter wombat workshop yogurt zebra zenith zephyr zigzag
"""
WORDS = tuple(_WORDS.split())
