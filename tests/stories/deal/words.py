"""What the story is about."""

TITLE, CUSTOMER = "港区闸口智能化", "临港港务集团有限公司"
NEED = "高峰时段闸口等待不超过 2 分钟"
VISIT, RIVAL = "临港港务", "海蓝智能系统有限公司"  # a visit is found by its customer
GOODS = "闸口工控一体机"
